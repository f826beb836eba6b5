import type { EngineSandboxOptions } from '@unhandled/lab/sandboxes/engine';
import initdbUrl from '@electric-sql/pglite/initdb.wasm?url';
import filesUrl from '@electric-sql/pglite/pglite.data?url';
import postgresUrl from '@electric-sql/pglite/pglite.wasm?url';

/** Starts a Postgres in this worker. 15 MB that only a lab with a database fetches, once, from this site. */
export const startDatabase: NonNullable<EngineSandboxOptions['database']> = async () => {
  const [{ PGlite }, pgliteWasmModule, initdbWasmModule, files] = await Promise.all([
    import('@electric-sql/pglite'),
    compile(postgresUrl),
    compile(initdbUrl),
    load(filesUrl),
  ]);
  return PGlite.create({ pgliteWasmModule, initdbWasmModule, fsBundle: new Blob([files]) });
};

const compile = async (url: string) => WebAssembly.compile(await load(url));

async function load(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Cannot fetch ${url}: the server answered ${response.status}`);
  return response.arrayBuffer();
}

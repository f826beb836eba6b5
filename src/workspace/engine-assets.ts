import initStripper, { transformSync } from '@swc/wasm-typescript-esm';
import { type EngineSandboxOptions, prepareBinary } from '@unhandled/lab/sandboxes/engine';
import encodingUrl from 'quickjs-wasi/encoding.so?url';
import quickjsUrl from 'quickjs-wasi/quickjs.wasm?url';
import koaImageUrl from '@unhandled/engine/images/koa.image?url';

type EngineAssets = Awaited<ReturnType<EngineSandboxOptions['assets']>>;

/** Images by the packages they hold. */
const IMAGES = [{ packages: ['koa'], url: koaImageUrl }] as const;

async function load(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Cannot fetch ${url}: the server answered ${response.status}`);
  // Servers that do not know .wasm or .so send another type, which compileStreaming refuses.
  return response.arrayBuffer();
}

const compileEngine = async (url: string) => WebAssembly.compile(prepareBinary(new Uint8Array(await load(url))));

/** Files whose types were erased before: most of a lab does not change between two runs, and each run reads it twice. */
const stripped = new Map<string, { code: string }>();
const MAX_STRIPPED = 200;

const stripOnce: EngineAssets['transform'] = (source, { mode, filename }) => {
  const known = stripped.get(source);
  if (known !== undefined) return known;
  const result = transformSync(source, { mode, filename });
  if (stripped.size >= MAX_STRIPPED) stripped.clear();
  stripped.set(source, result);
  return result;
};

let binary: Promise<Omit<EngineAssets, 'image'>> | undefined;
const images = new Map<string, Promise<Uint8Array>>();

function loadBinary(): Promise<Omit<EngineAssets, 'image'>> {
  const extension = async (name: string, url: string) => ({ name, wasm: await WebAssembly.compile(await load(url)) });
  binary ??= Promise.all([compileEngine(quickjsUrl), Promise.all([extension('encoding', encodingUrl)]), initStripper()]).then(([wasm, extensions]) => ({
    wasm,
    extensions,
    transform: stripOnce,
    wallClockMs: () => Date.now(),
  }));
  return binary;
}

/** Everything that a machine with these packages is made of; fetched once. */
export async function loadEngineAssets(packages: readonly string[]): Promise<EngineAssets> {
  const found = IMAGES.find((image) => packages.every((name) => (image.packages as readonly string[]).includes(name)));
  if (found === undefined) throw new Error(`No engine image holds ${packages.join(' and ')}`);
  const image = images.get(found.url) ?? fetch(found.url).then(async (response) => new Uint8Array(await response.arrayBuffer()));
  images.set(found.url, image);
  return { ...(await loadBinary()), image: await image };
}

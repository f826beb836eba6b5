// A stand-in for StackBlitz's host, for tests: the same page address, the same protocol, and real Node behind it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Command, ContainerBackend, type Tree } from './container-backend.ts';

/** What goes wrong. Each is something that the real service is known, or has to be expected, to do. */
export type HostFault = 'hangs' | 'refused' | 'cookies' | 'breaks-later' | 'npm' | 'npm-hangs';

export interface TestHost {
  readonly origin: string;
  /** From the next frame on. */
  fault: HostFault | undefined;
  /** What was asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A page that is isolated may only hold frames that allow it. */
const HEADERS = { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'cross-origin', 'Cache-Control': 'no-store' };

async function bundleFrame(fault: HostFault | undefined): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('frame.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2023',
    define: { FAULT: fault === undefined ? 'undefined' : JSON.stringify(fault) },
  });
  return outputFiles[0]?.text ?? '';
}

/** Serves one container after the other. */
export async function startHost(): Promise<TestHost> {
  let backend: ContainerBackend | undefined;
  let listener: ServerResponse | undefined;
  let held = '';
  const emit = (event: object) => {
    const line = `${JSON.stringify(event)}\n`;
    if (listener === undefined) held += line;
    else listener.write(line);
  };

  async function obey(what: string, body: Record<string, unknown>): Promise<unknown> {
    if (what === 'build') {
      backend?.[Symbol.dispose]();
      held = '';
      backend = new ContainerBackend(emit, host.fault === 'npm' ? 'fails' : host.fault === 'npm-hangs' ? 'hangs' : 'links');
      return backend.folder;
    }
    // What was under way when the container was torn down.
    if (backend === undefined) return null;
    const { id, path } = body as { id: number; path: string };
    switch (what) {
      case 'load':
        return backend.load(body['tree'] as Tree, body['mountPoint'] as string);
      case 'mkdir':
        return backend.mkdir(path, body['recursive'] === true);
      case 'rm':
        return backend.rm(path);
      case 'run':
        return backend.run(id, body['command'] as Command);
      case 'write':
        return backend.write(id, body['text'] as string);
      case 'kill':
        return backend.kill(id);
      case 'teardown':
        return endContainer();
      default:
        throw new RangeError(`The host knows no "${what}"`);
    }
  }

  function endContainer(): void {
    backend?.[Symbol.dispose]();
    backend = undefined;
    listener?.end();
    listener = undefined;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/headless') {
      host.asked.push(request.url ?? '');
      response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/html' });
      response.end('<!doctype html><script src="/frame.js"></script>');
    } else if (pathname === '/frame.js') {
      response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/javascript' });
      response.end(await bundleFrame(host.fault));
    } else if (pathname === '/container/events') {
      response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/x-ndjson' });
      listener = response;
      response.write(held);
      response.flushHeaders();
      held = '';
    } else {
      let text = '';
      for await (const chunk of request.setEncoding('utf8')) text += chunk;
      const result = await obey(pathname.replace('/container/', ''), JSON.parse(text) as Record<string, unknown>);
      response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json' });
      response.end(JSON.stringify(result ?? null));
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500, HEADERS);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host: TestHost = {
    origin: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    fault: undefined,
    asked: [],
    async close() {
      endContainer();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return host;
}

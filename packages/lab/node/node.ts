import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Program, Sandbox } from '../src/sandbox.ts';
import { NodeServer } from './node-server.ts';

/** Why a program cannot run on real Node here; undefined when it can. */
export function missingOnNode({ services }: Pick<Program, 'services'>): string | undefined {
  if (services === undefined) return undefined;
  const names = [services.postgres && 'postgres', ...Object.keys(services.upstreams ?? {})].filter(Boolean);
  return `real Node has no services beside the program yet, and this one needs ${names.join(', ')}`;
}

/** The Node that this runs in: real processes, real sockets, real descriptors; the heap is judged by Rule B. @param packages a node_modules folder that has what labs import */
export function createNodeSandbox(packages: string): Sandbox {
  return {
    id: 'node',
    precision: 'noisy',
    async boot(program, boot) {
      const missing = missingOnNode(program);
      if (missing !== undefined) throw new RangeError(`Cannot start ${program.entry}: ${missing}`);
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unhandled-node-')));
      for (const [path, text] of Object.entries(program.files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      symlinkSync(packages, join(folder, 'node_modules'));
      const server = new NodeServer(program, {
        folder,
        port: await freePort(),
        heapOnly: boot.heapOnly === true,
        onEvent: boot.onEvent ?? (() => undefined),
      });
      boot.signal?.addEventListener('abort', () => void server.kill(), { once: true });
      return server;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

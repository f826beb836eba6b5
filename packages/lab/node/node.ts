import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Program, Sandbox } from '../src/sandbox.ts';
import { type Database, FreshDatabases } from '../src/sandboxes/engine-database.ts';
import { NodeClock } from './node-clock.ts';
import { NodeServer } from './node-server.ts';
import { NodeServices, type OpenPostgres, postgresFrom } from './node-services.ts';
import { openOnServer, type PostgresServer } from './postgres-server.ts';
import { listen } from './service-port.ts';

export interface NodeSandboxOptions {
  /** A node_modules folder that has what labs import. */
  readonly packages: string;
  /** The module that is preloaded into a program's process; by default `inside/inside.ts` of this package. */
  readonly inside?: URL;
  /** How long a process may leave a question unanswered before it counts as stalled, ms of real time. Default 60,000: a busy machine is none. */
  readonly stalledMs?: number;
  /** Starts a Postgres for labs that ask for one. */
  readonly database?: () => Promise<Database>;
  /** A real Postgres server, used instead of `database`. */
  readonly postgresServer?: PostgresServer | undefined;
}

/**
 * The Node that this runs in: real processes, real sockets, real descriptors; the heap is judged by Rule B. Time is
 * moved ({@link NodeClock}) whichever clock is asked for: verdicts wait for no timeout, and none comes too early.
 */
export function createNodeSandbox({
  packages,
  database,
  postgresServer,
  stalledMs = 60_000,
  inside = new URL('../inside/inside.ts', import.meta.url),
}: NodeSandboxOptions): Sandbox {
  const openPostgres: OpenPostgres =
    postgresServer === undefined ? postgresFrom(new FreshDatabases(database)) : (spec, clock) => openOnServer(postgresServer, spec, clock);
  return {
    id: 'node',
    precision: 'noisy',
    async boot(program, boot) {
      const folder = writeProgram(program, packages);
      const clock = new NodeClock();
      const services = await NodeServices.start(program.services ?? {}, clock, openPostgres);
      const server = new NodeServer(
        program,
        {
          folder,
          inside,
          stalledMs,
          port: await freePort(),
          heapOnly: boot.heapOnly === true,
          services: services.ports,
          env: services.env,
          onEvent: boot.onEvent ?? (() => undefined),
        },
        clock,
        services,
      );
      boot.signal?.addEventListener('abort', () => void server.kill(), { once: true });
      return server;
    },
  };
}

function writeProgram(program: Program, packages: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unhandled-node-')));
  for (const [path, text] of Object.entries(program.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(packages, join(folder, 'node_modules'));
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

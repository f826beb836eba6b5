import { type EngineAssets, Machine, prepareBinary as prepareEngine } from '@unhandled/engine';
import type { Program, Sandbox } from '../sandbox.ts';
import { EngineComputer } from './engine-computer.ts';
import { type Database, FreshDatabases } from './engine-database.ts';
import { EngineServer, tearDown } from './engine-server.ts';
import { EngineServices } from './engine-services.ts';
import { checkSyntax } from './engine-syntax.ts';

export interface EngineSandboxOptions {
  /** Assets with the image that holds exactly these packages; loads it on first use. */
  readonly assets: (packages: readonly string[]) => Promise<EngineAssets>;
  /** Starts a Postgres (a PGlite), for labs that ask for one; called on first use. */
  readonly database?: () => Promise<Database>;
}

/** What to compile of the engine's binary. */
export const prepareBinary: (quickjs: Uint8Array) => Uint8Array<ArrayBuffer> = prepareEngine;

/** The embedded engine: exact, deterministic, no network. */
export function createEngineSandbox(options: EngineSandboxOptions): Sandbox {
  const databases = new FreshDatabases(options.database);
  return {
    id: 'engine',
    precision: 'exact',
    async boot(program, boot) {
      const assets = await options.assets(program.packages);
      checkSyntax(program, assets);
      return setUp(assets, boot.clock, program, databases, async (machine, services) => {
        const server = await EngineServer.start(machine, services, program, boot);
        boot.signal?.addEventListener('abort', () => void server.kill(), { once: true });
        return server;
      });
    },
    async computer(program) {
      const assets = await options.assets(program.packages);
      return setUp(assets, 'real', program, databases, async (machine, services) => new EngineComputer(machine, () => tearDown(machine, services)));
    },
  };
}

/** A machine with the program's files and services, for `use`; torn down again when that fails. */
async function setUp<T>(
  assets: EngineAssets,
  clock: 'real' | 'virtual',
  program: Program,
  databases: FreshDatabases,
  use: (machine: Machine, services: EngineServices) => Promise<T>,
): Promise<T> {
  const machine = await Machine.boot({ assets, clock });
  const services = new EngineServices(machine, databases);
  try {
    if (program.services !== undefined) await services.start(program.services);
    for (const [path, text] of Object.entries(program.files)) await machine.fs.writeFile(path, text);
    return await use(machine, services);
  } catch (error) {
    tearDown(machine, services);
    throw error;
  }
}

// The shop's service in its machine, with its bank and its database: started, killed, and started otherwise.
import { type Machine, PostgresService, type Process, ScriptedUpstream } from '../../packages/engine/src/index.ts';
import { startDatabase } from '../pglite.ts';
import type { Dice } from './dice.ts';
import type { Deployment } from './plan.ts';
import { readRelease } from './release.ts';
import { RECEIPTS } from './traffic.ts';

export const PORT = 3000;
const MAX_CONNECTIONS = 300;
const STANDARD_STREAMS = 3;
const BANK_MS = { least: 60, mean: 40, most: 400 };

/** What the service says of itself on /metrics. */
export interface Gauges {
  readonly activeResources: number;
  readonly poolInUse: number;
  readonly poolWaiting: number;
}

export class Service {
  readonly #machine: Machine;
  readonly #memoryBytes: number;
  readonly #bank: ScriptedUpstream;
  #process: Process | undefined;
  #deployment: Deployment | undefined;
  /** Error lines that it has written since the evening began. */
  errorLines = 0;

  private constructor(machine: Machine, memoryBytes: number, bank: ScriptedUpstream) {
    this.#machine = machine;
    this.#memoryBytes = memoryBytes;
    this.#bank = bank;
  }

  static async prepare(machine: Machine, memoryBytes: number): Promise<Service> {
    const database = await startDatabase();
    await database.exec(readRelease('1.4.1')['db/schema.sql'] ?? '');
    machine.serve(5432, new PostgresService(database, { maxConnections: MAX_CONNECTIONS }));
    const bank = new ScriptedUpstream();
    machine.serve({ host: 'payments', port: 8080 }, bank);
    for (const [path, text] of Object.entries(RECEIPTS)) await machine.fs.writeFile(path, text);
    return new Service(machine, memoryBytes, bank);
  }

  get deployment(): Deployment {
    if (this.#deployment === undefined) throw new Error('The service was not started yet');
    return this.#deployment;
  }

  /** Ends what runs, and starts the service so. */
  async start(deployment: Deployment): Promise<void> {
    this.#process?.kill();
    this.#deployment = deployment;
    const database = { ...JSON.parse(readRelease('1.4.1')['deploy/database.json'] ?? '{}'), max: deployment.poolMax };
    const files = { ...readRelease(deployment.version), 'deploy/database.json': JSON.stringify(database) };
    for (const [path, text] of Object.entries(files)) await this.#machine.fs.writeFile(path, text);
    this.#process = await this.#machine.spawn('node', ['src/main.ts'], {
      env: { PORT: String(PORT), NODE_ENV: 'production', DATABASE_URL: 'postgres://kettle@localhost:5432/kettle' },
      openFiles: deployment.openFiles,
      memoryBytes: this.#memoryBytes,
      onOutput: (_stream, text) => {
        this.errorLines += text.split('\n').filter((line) => line.startsWith('{"level":"error"')).length;
      },
    });
  }

  /** How quick the bank is just now. */
  rollBank(dice: Dice): void {
    const { least, mean, most } = BANK_MS;
    this.#bank.behaviour = { kind: 'answer', body: 'yes', afterMs: Math.min(most, least - Math.log(1 - dice()) * mean) };
  }

  get isRunning(): boolean {
    return this.#process !== undefined && this.#process.ended === undefined;
  }

  /** How it died, when its memory was at its limit. */
  get ranOutOfMemory(): number | undefined {
    const ended = this.#process?.ended;
    return ended?.reason === 'out-of-memory' ? ended.code : undefined;
  }

  /** Rows of the process's descriptor table: files, sockets, the listening port, and the three that every process starts with. */
  get descriptors(): number {
    const pid = this.#process?.pid ?? 0;
    return (['fd', 'socket', 'server'] as const).reduce((sum, kind) => sum + this.#machine.handles.count(pid, kind), STANDARD_STREAMS);
  }

  get heapBytes(): number {
    return this.#process?.heap().retainedBytes ?? 0;
  }
}

import {
  type Files,
  type LabChecks,
  type LabSource,
  ProgramError,
  type Sandbox,
  type Server,
  type ServerEvent,
  toProgram,
  type Verdict,
  type VerifyEvent,
  verify,
} from '@unhandled/lab';
import { groupHandles } from './handle-groups.ts';
import { LoadGenerator } from './load-generator.ts';
import { messageOf } from './problem-report.ts';
import type { Command, LogText, Report } from './protocol.ts';
import { WorkerShell } from './terminal/worker-shell.ts';

/** Handles sent to the page one by one: the newest. */
const TABLE_ROWS = 500;
/** The log goes to the page in bundles: a server that prints without end must not flood it. */
const LOG_MS = 100;

export interface LabRunnerOptions {
  readonly sandbox: Sandbox;
  /** The lab's code and checks, and whatever a run needs besides; asked before each use. */
  readonly prepare: (slug: string) => Promise<{ readonly source: LabSource; readonly checks: LabChecks }>;
  readonly post: (report: Report) => void;
  /** Between two readings while the page is looked at. */
  readonly readingMs: number;
}

interface Running {
  readonly server: Server;
  readonly load: LoadGenerator;
}

/** Does what the page asks of a lab, in whichever sandbox: runs it, sends it load, reads it, judges it. */
export class LabRunner {
  readonly #options: LabRunnerOptions;
  readonly #shell: WorkerShell;
  readonly #timers: readonly ReturnType<typeof setInterval>[];
  #running: Running | undefined;
  #runNumber = 0;
  #verifying: AbortController | undefined;
  #measuring: Promise<void> = Promise.resolve();
  #visible = true;
  #reading = false;
  #log: LogText[] = [];
  /** Told once how the next run came up. */
  #onRunSettled: ((how: string) => void) | undefined;
  /** Of the run that is coming up. */
  #listeningAt: number | undefined;

  constructor(options: LabRunnerOptions) {
    const { sandbox, prepare, post, readingMs } = options;
    this.#options = options;
    this.#shell = new WorkerShell({
      manifest: async (lab) => (await prepare(lab)).source.manifest,
      running: () => this.#running?.server.computer,
      idle: (manifest, files) => {
        if (sandbox.computer === undefined) throw new Error('This sandbox has no computer for a shell');
        return sandbox.computer(toProgram(manifest, files));
      },
      verify: (lab, files, signal) => this.#judge(lab, files, { signal }),
      nextRun: () =>
        new Promise((resolve) => {
          this.#onRunSettled = resolve;
        }),
      post,
    });
    this.#timers = [
      setInterval(() => {
        if (this.#visible) void this.#takeReading();
      }, readingMs),
      setInterval(() => this.#flushLog(), LOG_MS),
    ];
  }

  async obey(command: Command): Promise<void> {
    const { post } = this.#options;
    switch (command.kind) {
      case 'prepare':
        await this.#options.prepare(command.lab);
        return post({ kind: 'prepared' });
      case 'run':
        return this.#run(command.lab, command.files);
      case 'stop':
        return this.#stop();
      case 'load':
        return command.load === undefined ? this.#running?.load.stop() : this.#running?.load.start(command.load);
      case 'burst':
        return this.#running?.load.burst(command.plan, command.count);
      case 'request': {
        const record = await this.#running?.load.request(command.request);
        return record && post({ kind: 'response', record });
      }
      case 'mark-memory':
        return this.#running?.server.memory?.mark();
      case 'read-memory': {
        const memory = this.#running?.server.memory?.read();
        return memory && post({ kind: 'memory', memory });
      }
      case 'verify':
        return this.#runVerify(command.lab, command.files);
      case 'cancel-verify':
        return this.#verifying?.abort();
      case 'measure':
        this.#measuring = this.#measuring.then(() => this.#measureVersion(command.lab, command.key, command.files));
        return this.#measuring;
      case 'shell-run':
      case 'shell-complete':
      case 'shell-interrupt':
        return this.#shell.obey(command);
      case 'visible':
        this.#visible = command.on;
        return;
      case 'ping':
        return post({ kind: 'pong', id: command.id });
    }
  }

  /** Ends whatever it runs or measures. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#verifying?.abort();
    await this.#stop();
  }

  async #run(slug: string, files: Files): Promise<void> {
    await Promise.all([this.#stop(), this.#shell.leaveIdle()]);
    const number = ++this.#runNumber;
    this.#listeningAt = undefined;
    const { sandbox, prepare, post } = this.#options;
    const { source } = await prepare(slug);
    post({ kind: 'phase', phase: 'boot' });
    const { manifest } = source;
    try {
      const onEvent = (event: ServerEvent) => this.#onServerEvent(number, event);
      const server = await sandbox.boot(toProgram(manifest, files), { clock: 'real', attributeRequests: true, onEvent });
      if (number !== this.#runNumber) return void server.kill();
      const tellFault = (text: string) => void server.read().then(({ atMs }) => this.#log.push({ stream: 'stderr', text, atMs }));
      this.#running = { server, load: new LoadGenerator(server, manifest, () => post({ kind: 'answered' }), tellFault) };
      post({ kind: 'started' });
      this.#settleListening();
    } catch (error) {
      this.#settleRun(`not started: ${messageOf(error)}`);
      if (!(error instanceof ProgramError)) throw error;
      post({ kind: 'rejected', message: error.message, ...(error.at && { at: error.at }) });
    }
  }

  /** A server may listen before its boot is over: the shell is told when it can be spoken with. */
  #settleListening(): void {
    if (this.#running === undefined || this.#listeningAt === undefined) return;
    this.#settleRun(`listening on port ${this.#listeningAt}; its log is in the Log panel`);
  }

  #settleRun(how: string): void {
    this.#onRunSettled?.(how);
    this.#onRunSettled = undefined;
  }

  #onServerEvent(number: number, event: ServerEvent): void {
    const { post } = this.#options;
    if (number !== this.#runNumber) return;
    if (event.kind === 'log') this.#log.push(event);
    else if (event.kind === 'listening') {
      post({ kind: 'listening', port: event.port, atMs: event.atMs });
      this.#listeningAt = event.port;
      this.#settleListening();
    } else {
      this.#flushLog();
      this.#settleRun(`ended with exit code ${event.exit.code}`);
      this.#running?.load.stop();
      post({ kind: 'exit', exit: event.exit, atMs: event.atMs });
    }
  }

  async #stop(): Promise<void> {
    this.#runNumber++;
    this.#running?.load.stop();
    const stopped = this.#running;
    this.#running = undefined;
    this.#flushLog();
    await stopped?.server.kill();
  }

  async #takeReading(): Promise<void> {
    const current = this.#running;
    if (current === undefined || this.#reading) return;
    this.#reading = true;
    try {
      const { atMs, handles, heapBytes, alive, services } = await current.server.read();
      if (!alive || current !== this.#running) return;
      const counts: Record<string, number> = {};
      for (const { kind } of handles) counts[kind] = (counts[kind] ?? 0) + 1;
      const latency = current.load.takeLatency();
      const { postgres } = services ?? {};
      const pool = postgres && { inUse: counts['lease'] ?? 0, waiting: counts['operation'] ?? 0, ...postgres };
      const sample = { atMs, handles: counts, heapBytes, answers: { ...current.load.answers }, ...(latency && { latency }), ...(pool && { pool }) };
      this.#options.post({ kind: 'reading', reading: sample, table: handles.slice(-TABLE_ROWS), groups: groupHandles(handles) });
    } finally {
      this.#reading = false;
    }
  }

  #flushLog(): void {
    if (this.#log.length === 0) return;
    this.#options.post({ kind: 'log', lines: this.#log });
    this.#log = [];
  }

  /** The checks of a lab on these files, on servers of their own. */
  async #judge(slug: string, files: Files, options: Parameters<typeof verify>[3] = {}): Promise<Verdict> {
    const { source, checks } = await this.#options.prepare(slug);
    return verify({ slug, manifest: source.manifest, checks }, files, this.#options.sandbox, options);
  }

  async #runVerify(slug: string, files: Files): Promise<void> {
    if (this.#verifying) return;
    const { post } = this.#options;
    const leaving = new AbortController();
    this.#verifying = leaving;
    try {
      const onEvent = (event: VerifyEvent) => post({ kind: 'verify-event', event });
      post({ kind: 'verdict', verdict: await this.#judge(slug, files, { signal: leaving.signal, onEvent }) });
    } catch (error) {
      if (!leaving.signal.aborted) throw error;
      post({ kind: 'verify-cancelled' });
    } finally {
      this.#verifying = undefined;
    }
  }

  async #measureVersion(slug: string, key: string, files: Files): Promise<void> {
    try {
      this.#options.post({ kind: 'version-measured', key, verdict: await this.#judge(slug, files) });
    } catch (error) {
      this.#options.post({ kind: 'version-failed', key, message: messageOf(error) });
    }
  }
}

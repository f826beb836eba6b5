import { computed, type Signal, signal } from '@preact/signals';
import type { Files, HandleReading, LabSource, MemoryReading, RequestSpec, ResponseRecord } from '@unhandled/lab';
import { withEdits } from '@unhandled/lab';
import type { LabClient, PlaceName, Places } from './lab-client.ts';
import type { Command, ContainerState, HandleGroup, LiveReading, LoadPlan, Report } from './protocol.ts';
import { LabWork } from './lab-work.ts';
import { messageOf } from './problem-report.ts';
import type { RunState } from './run-state.ts';
import { ServerLog } from './server-log.ts';
import { ShellClient } from './terminal/shell-client.ts';
import { figuresOf, VersionMeasurements } from './versions.ts';
import { afterReport, type VerifyState } from './verify-state.ts';

export type MarkerKind = 'run' | 'load' | 'burst' | 'stop' | 'edit' | 'count' | 'verify' | 'dead';

/** Something that happened, on the charts' time axis (ms since the run began). */
export interface Marker {
  readonly atMs: number;
  readonly kind: MarkerKind;
}

/** Readings kept for the charts: half an hour at four a second. */
const MAX_READINGS = 7200;

/** One lab in one page: what runs, what was measured, what the reader changed. All state is in signals. */
export class Session {
  readonly lab: LabSource;
  /** What the reader changed. */
  readonly work: LabWork;
  readonly run = signal<RunState>({ kind: 'idle' });
  readonly verify = signal<VerifyState>({ kind: 'none' });
  readonly loadOn = signal(false);
  readonly readings = signal<readonly LiveReading[]>([]);
  /** The last run before the files changed, for the ghost line. */
  readonly ghost = signal<readonly LiveReading[]>([]);
  readonly markers = signal<readonly Marker[]>([]);
  readonly table = signal<readonly HandleReading[]>([]);
  readonly groups = signal<readonly HandleGroup[]>([]);
  /** Handles by group when the reader last asked to count from there. */
  readonly markedGroups = signal<ReadonlyMap<string, number> | undefined>(undefined);
  readonly memory = signal<MemoryReading | undefined>(undefined);
  /** Where the lab runs. */
  readonly place = signal<PlaceName>('engine');
  /** How it stands with the container, while the lab runs in one. */
  readonly container = signal<ContainerState | undefined>(undefined);
  readonly versions = new VersionMeasurements((key, files) => this.#send({ kind: 'measure', lab: this.lab.slug, key, files }));
  readonly shell: ShellClient;
  readonly plan: Signal<LoadPlan>;
  readonly response = signal<ResponseRecord | 'waiting' | undefined>(undefined);
  readonly log = new ServerLog();
  /** Charts that are drawn now, by title. */
  readonly pictures = new Map<string, () => HTMLCanvasElement | undefined>();
  readonly files = computed<Files>(() => withEdits(this.lab, this.work.edits.value));
  readonly noAnswer = computed(() => (this.readings.value.at(-1)?.answers[0] ?? 0) > 0);
  readonly #places: Places;
  #client: LabClient | undefined;
  #filesOfRun = '';
  #filesOfVerify = '';

  private constructor(lab: LabSource, work: LabWork, places: Places) {
    this.lab = lab;
    this.#places = places;
    this.work = work;
    this.plan = signal({ perSecond: lab.manifest.load.requestsPerSecond, names: lab.manifest.load.mix.map(({ name }) => name) });
    this.shell = new ShellClient({
      lab: lab.slug,
      send: (command) => this.#send(command),
      files: () => this.files.peek(),
      onChanged: (path, text) => this.edit(path, text),
    });
  }

  /** @param engine a client that prepares this lab already; without one the lab runs nowhere until {@link switchTo} */
  static async open(lab: LabSource, places: Places, engine: LabClient | undefined): Promise<Session> {
    const work = await LabWork.open(lab);
    const session = new Session(lab, work, places);
    if (engine !== undefined) session.#attach(engine);
    const kept = await work.lastVerdict();
    if (kept !== undefined) session.verify.value = { kind: 'done', verdict: kept.verdict, files: kept.files };
    return session;
  }

  /** Ends what runs and goes on elsewhere; also to the same place, anew. What the reader changed stays as it is. */
  async switchTo(place: PlaceName): Promise<void> {
    this.#client?.close();
    this.#client = undefined;
    this.place.value = place;
    this.container.value = place === 'webcontainer' ? { kind: 'preparing', phase: 'runtime', line: '' } : undefined;
    this.#forgetRun();
    this.versions.forgetAll();
    this.shell.abandon(place);
    const client = await this.#places[place]().catch((error: unknown) => {
      this.container.value = { kind: 'failed', why: navigator.onLine ? 'broken' : 'offline', message: messageOf(error) };
      return undefined;
    });
    if (client === undefined) return;
    // Another switch may have come in between.
    if (this.place.value !== place || this.#client !== undefined) return client.close();
    this.#attach(client);
    client.send({ kind: 'prepare', lab: this.lab.slug });
  }

  startRun(): void {
    if (this.container.value?.kind === 'failed') return;
    this.work.saveParting();
    const key = JSON.stringify(this.files.value);
    if (this.#filesOfRun !== '' && key !== this.#filesOfRun && this.readings.value.length > 4) this.ghost.value = this.readings.value;
    this.#filesOfRun = key;
    this.#clearFigures();
    this.markers.value = [{ atMs: 0, kind: 'run' }];
    this.log.clear();
    this.run.value = { kind: 'booting', phase: 'boot' };
    this.#send({ kind: 'run', lab: this.lab.slug, files: this.files.value });
  }

  stopRun(): void {
    this.mark('stop');
    this.loadOn.value = false;
    this.run.value = { kind: 'idle' };
    this.#send({ kind: 'stop' });
  }

  setLoad(on: boolean): void {
    if (this.run.value.kind !== 'running') return;
    this.loadOn.value = on;
    this.mark(on ? 'load' : 'stop');
    this.#send({ kind: 'load', load: on ? this.plan.value : undefined });
  }

  /** Takes effect at once where a load runs. */
  setPlan(plan: LoadPlan): void {
    this.plan.value = plan;
    if (this.loadOn.value) this.#send({ kind: 'load', load: plan });
  }

  burst(count: number): void {
    if (this.run.value.kind !== 'running') return;
    this.mark('burst');
    this.#send({ kind: 'burst', plan: this.plan.value, count });
  }

  request(request: RequestSpec): void {
    if (this.run.value.kind !== 'running') return;
    this.response.value = 'waiting';
    this.#send({ kind: 'request', request });
  }

  /** What is open and retained from now on is what grew. */
  countFromNow(): void {
    this.mark('count');
    this.markedGroups.value = new Map(this.groups.value.map(({ key, count }) => [key, count]));
    this.#send({ kind: 'mark-memory' });
  }

  readMemory(): void {
    if (this.run.value.kind === 'running') this.#send({ kind: 'read-memory' });
  }

  startVerify(): void {
    if (this.verify.value.kind === 'running' || this.container.value?.kind === 'failed') return;
    this.work.saveParting();
    this.mark('verify');
    this.verify.value = { kind: 'running', step: 0, of: 9, results: [] };
    this.#filesOfVerify = JSON.stringify(this.files.value);
    this.#send({ kind: 'verify', lab: this.lab.slug, files: this.files.value });
  }

  cancelVerify(): void {
    this.#send({ kind: 'cancel-verify' });
  }

  /** True when the files changed after the verdict was given. */
  readonly verdictIsStale = computed(() => this.verify.value.kind === 'done' && this.verify.value.files !== JSON.stringify(this.files.value));

  edit(path: string, text: string): void {
    const isFirst = this.work.edits.value[path] === undefined;
    if (this.work.edit(path, text) && isFirst && this.run.value.kind === 'running') this.mark('edit');
  }

  mark(kind: MarkerKind): void {
    const atMs = this.readings.value.at(-1)?.atMs ?? 0;
    this.markers.value = [...this.markers.value, { atMs, kind }];
  }

  setVisible(on: boolean): void {
    this.#send({ kind: 'visible', on });
  }

  close(): void {
    this.work.close();
    this.#client?.close();
  }

  #send(command: Command): void {
    this.#client?.send(command);
  }

  #attach(client: LabClient): void {
    this.#client = client;
    client.listen({ onReport: (report) => this.#onReport(report), onReplaced: (why, message) => this.#onReplaced(why, message) });
  }

  #forgetRun(): void {
    this.#clearFigures();
    this.run.value = { kind: 'idle' };
    this.ghost.value = [];
    this.markers.value = [];
    if (this.verify.value.kind === 'running') this.verify.value = { kind: 'none' };
  }

  #clearFigures(): void {
    this.loadOn.value = false;
    this.readings.value = [];
    this.table.value = [];
    this.groups.value = [];
    this.markedGroups.value = undefined;
    this.memory.value = undefined;
    this.response.value = undefined;
  }

  #onReplaced(why: 'stuck' | 'crashed', message: string): void {
    this.run.value = { kind: 'replaced', why, message };
    this.loadOn.value = false;
    this.verify.value = { kind: 'none' };
    this.versions.forgetWaiting(message);
    this.shell.abandon(message);
  }

  #onReport(report: Report): void {
    switch (report.kind) {
      case 'phase':
        if (this.run.value.kind === 'booting') this.run.value = { kind: 'booting', phase: report.phase };
        return;
      case 'started':
        if (this.run.value.kind === 'booting') this.run.value = { kind: 'running', port: undefined };
        return;
      case 'listening':
        if (this.run.value.kind === 'booting' || this.run.value.kind === 'running') this.run.value = { kind: 'running', port: report.port };
        return;
      case 'reading':
        this.readings.value = [...this.readings.value.slice(-MAX_READINGS), report.reading];
        this.table.value = report.table;
        this.groups.value = report.groups;
        return;
      case 'memory':
        this.memory.value = report.memory;
        return;
      case 'response':
        this.response.value = report.record;
        return;
      case 'log':
        this.log.add(report.lines);
        return;
      case 'exit':
        if (this.run.value.kind === 'idle') return;
        this.loadOn.value = false;
        this.table.value = [];
        this.groups.value = [];
        this.markers.value = [...this.markers.value, { atMs: report.atMs, kind: 'dead' }];
        this.run.value = { kind: 'dead', exit: report.exit };
        return;
      case 'answered':
        performance.mark('unhandled:first-response');
        return;
      case 'rejected':
        this.run.value = { kind: 'rejected', message: report.message, at: report.at };
        return;
      case 'failed':
        this.run.value = { kind: 'replaced', why: 'failed', message: report.message };
        if (this.verify.value.kind === 'running') this.verify.value = { kind: 'none' };
        return;
      case 'shell-done':
      case 'shell-completed':
      case 'shell-failed':
        return this.shell.take(report);
      case 'shell-press':
        return report.button === 'start' ? this.startRun() : this.setLoad(report.button === 'load');
      case 'container':
        this.container.value = report.state;
        if (report.state.kind === 'failed') this.#forgetRun();
        return;
      case 'version-measured':
        return this.versions.settle(report.key, { kind: 'measured', figures: figuresOf(report.verdict) });
      case 'version-failed':
        return this.versions.settle(report.key, { kind: 'failed', message: report.message });
      default:
        this.#onVerifyReport(report);
    }
  }

  #onVerifyReport(report: Report): void {
    this.verify.value = afterReport(this.verify.value, report, this.#filesOfVerify);
    if (report.kind !== 'verdict') return;
    this.work.keepVerdict(report.verdict, this.#filesOfVerify);
    this.work.judged(report.verdict, this.#filesOfVerify);
    if (report.verdict.status === 'pass') this.work.solved();
  }
}

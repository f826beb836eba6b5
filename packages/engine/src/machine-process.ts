import { CELL, type ProcessStart } from './abi/entries.ts';
import type { LoaderSyscalls, Syscalls } from './abi/syscalls.ts';
import type { EngineAssets } from './engine-assets.ts';
import type { Clock } from './host/clock.ts';
import type { ProcessExit } from './host/exit.ts';
import { GuestProcess } from './host/guest-process.ts';
import type { HandleTable } from './host/handle-table.ts';
import { type GuestValueSyscall, importEntries, provideSyscalls } from './host/process-assembly.ts';
import { createProcessSyscalls } from './host/process-syscalls.ts';
import { RequestLog, type RouteReading } from './host/request-log.ts';
import type { TimerQueue } from './host/timer-queue.ts';
import { createTimerSyscalls } from './host/timer-syscalls.ts';
import { createZlibSyscalls } from './host/zlib/zlib-syscalls.ts';
import { Watchdog } from './host/watchdog.ts';
import { moduleErrorRecord, ProgramLoader } from './loader/program-loader.ts';
import type { ResolverFiles } from './loader/package-json.ts';
import { urlOf } from './loader/resolve.ts';
import { findLoop, positionInProject } from './loader/source-position.ts';
import type { FilePosition } from './loader/strip-types.ts';
import { type CpuProfile, createCpuProfile } from './probes/cpu-profile.ts';
import { type HeapReading, readHeap } from './probes/read-heap.ts';
import type { HeapGraph } from './vm/heap/heap-graph.ts';
import type { Image } from './vm/image.ts';
import { type GuestFunction, Vm } from './vm/vm.ts';

/** Everything of the machine that a process is built on. */
export interface ProcessHost {
  readonly assets: EngineAssets;
  readonly image: Image;
  readonly clock: Clock;
  readonly timers: TimerQueue;
  readonly handles: HandleTable;
  readonly files: ResolverFiles;
  /** Files and network, bound to this process. */
  readonly deviceSyscalls: (process: () => GuestProcess) => DeviceSyscalls;
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
  readonly onExit: (exit: ProcessExit) => void;
  readonly onUnsupported: (what: string) => void;
  readonly kill: (pid: number, signal: string) => number;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  readonly stallMs: number;
}

type OwnSyscalls = ReturnType<typeof createProcessSyscalls> & ReturnType<typeof createTimerSyscalls> & ReturnType<typeof createZlibSyscalls>;
export type DeviceSyscalls = Omit<Syscalls, keyof OwnSyscalls | GuestValueSyscall | keyof LoaderSyscalls>;

export interface ProgramStart {
  readonly pid: number;
  /** Absolute path of the file that `node` was given. */
  readonly entry: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly memoryBytes: number;
  readonly attributesRequests: boolean;
}

/**
 * Above the limit at which a process counts as out of memory, so that its last allocations still work
 * and the verdict is ours, not a catchable exception of the learner's.
 */
const HARD_LIMIT_HEADROOM_BYTES = 8 * 1024 * 1024;

/** A started program: the process, its machine and what can be asked about it. */
export class RunningProgram {
  readonly process: GuestProcess;
  readonly #vm: Vm;
  readonly #root: string;
  readonly #requests: RequestLog | undefined;
  readonly #files: ResolverFiles;
  readonly #timers: { disposeTimers(): void };
  #mainModule: GuestFunction | undefined;

  private constructor(process: GuestProcess, vm: Vm, host: ProcessHost, timers: { disposeTimers(): void }, root: string, requests: RequestLog | undefined) {
    this.#requests = requests;
    this.process = process;
    this.#vm = vm;
    this.#files = host.files;
    this.#timers = timers;
    this.#root = root;
  }

  /** Restores a machine from the image and runs the program's top level. `onCreated` comes before the first guest code. */
  static async start(host: ProcessHost, start: ProgramStart, onCreated: (program: RunningProgram) => void): Promise<RunningProgram> {
    const loader = new ProgramLoader(host.files, host.image, host.assets.transform, host.assets.packages);
    const watchdog = new Watchdog(start.memoryBytes, host.stallMs);
    const vm = await Vm.restore(host.image.snapshot, {
      wasm: host.assets.wasm,
      extensions: host.assets.extensions,
      nowMs: () => host.clock.bootMs + host.clock.nowMs(),
      memoryLimitBytes: start.memoryBytes + HARD_LIMIT_HEADROOM_BYTES,
      interrupt: watchdog.interrupt,
      resolveModule: loader.resolveModule,
      loadModule: loader.loadModule,
    });
    watchdog.watch(vm);
    const entries = importEntries(vm, host.image);
    const process: GuestProcess = new GuestProcess({
      pid: start.pid,
      vm,
      watchdog,
      handles: host.handles,
      entries,
      cell: host.image.header.cell,
      onExit(exit) {
        timers.disposeTimers();
        host.onExit(exit);
      },
      onLastWords: (text) => host.onOutput('stderr', text),
    });
    const timers = createTimerSyscalls({
      pid: start.pid,
      clock: host.clock,
      timers: host.timers,
      handles: host.handles,
      fire: (id) => process.enter('onTimer', id),
      startedAtMs: host.clock.nowMs(),
    });
    const contextAddress = host.image.header.cell + CELL.context * 4;
    const requests = start.attributesRequests ? new RequestLog(vm.keepLedger(contextAddress), () => vm.cellAt(contextAddress, 0)) : undefined;
    if (requests !== undefined) host.handles.attribute(start.pid, () => requests.current());
    const own = createProcessSyscalls({ ...host, pid: start.pid, process: () => process, vm, requests });
    const devices = host.deviceSyscalls(() => process);
    provideSyscalls(vm, { ...devices, ...timers, ...own, ...createZlibSyscalls(), ...loader.syscalls }, contextAddress, (path, source) =>
      loader.compileCommonJs(vm, path, source),
    );
    vm.translateErrors(entries.newModuleError, moduleErrorRecord);
    const program = new RunningProgram(process, vm, host, timers, start.cwd, requests);
    onCreated(program);
    program.#runMain(loader, host, start);
    return program;
  }

  #runMain(loader: ProgramLoader, host: ProcessHost, start: ProgramStart): void {
    const entry = loader.findEntry(start.entry);
    const about: ProcessStart = {
      pid: start.pid,
      argv: ['/usr/local/bin/node', start.entry, ...start.argv],
      env: start.env,
      cwd: start.cwd,
      main: entry ?? '',
      startMs: host.clock.bootMs + host.clock.nowMs(),
      attributesRequests: start.attributesRequests,
    };
    this.process.enter('start', JSON.stringify(about));
    if (entry === undefined || loader.isCommonJs(entry)) {
      this.process.enter('runCommonJs', start.entry);
    } else {
      this.process.run(() => {
        // Through an import, so that a file that cannot be read or parsed fails inside the guest, as every other.
        this.#mainModule = this.#vm.evalModule(`import ${JSON.stringify(urlOf(entry))};`, `${start.cwd}/`);
        // A module's top level runs inside a promise job, so other jobs come before process.nextTick.
        this.#vm.runJobs(() => this.process.stopping);
      });
    }
  }

  /** Lets the process end when nothing is left to do. Returns whether it did something. */
  endWhenIdle(): boolean {
    return this.process.endWhenIdle(this.#mainModule !== undefined && this.#vm.isPending(this.#mainModule));
  }

  readHeap(): HeapReading {
    this.process.sweepContexts();
    return readHeap(this.#vm);
  }

  /** Everything on the heap, after a collection. */
  walkHeap(): HeapGraph {
    this.process.sweepContexts();
    this.#vm.collectGarbage();
    return this.#vm.walkHeap();
  }

  /** What is left of each route's requests, after a collection; empty where requests are not attributed. */
  readRoutes(): RouteReading[] {
    this.process.sweepContexts();
    this.#vm.collectGarbage();
    return this.#requests?.routes() ?? [];
  }

  startSampling(): void {
    this.#vm.sample(true);
  }

  stopSampling(): CpuProfile {
    return createCpuProfile(this.#vm.sample(false), this.#root);
  }

  /** Bytes allocated now, garbage included: costs nothing. */
  allocatedBytes(): number {
    return this.#vm.allocatedBytes();
  }

  /** Where in the program's files it ended, for an exit that has a place. */
  exitPosition(exit: ProcessExit): FilePosition | undefined {
    const at = positionInProject(exit.stack, this.#root);
    if (at === undefined || exit.reason !== 'stalled') return at;
    return findLoop(this.#files.readText(`${this.#root}/${at.file}`), at);
  }

  dispose(): void {
    this.process.kill();
    this.#timers.disposeTimers();
    this.#vm.dispose();
  }
}

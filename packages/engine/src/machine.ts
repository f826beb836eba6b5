import { ERRNO } from './abi/errno.ts';
import { Emitter } from './emitter.ts';
import type { EngineAssets } from './engine-assets.ts';
import { type Clock, createRealClock, createVirtualClock, type VirtualClock } from './host/clock.ts';
import { EXIT_CODE, type ProcessExit } from './host/exit.ts';
import { DescriptorTable } from './host/files/descriptors.ts';
import { createFileFacade, type FileFacade } from './host/files/file-facade.ts';
import { withFileFaults } from './host/files/faulty-file-syscalls.ts';
import { FileFaults } from './host/files/file-faults.ts';
import { createFileSyscalls } from './host/files/file-syscalls.ts';
import { pathOf } from './host/files/path-walk.ts';
import { FileSystem } from './host/files/file-system.ts';
import { type FileTree, isFile, makeFolders, programFiles, readWhole, writeWhole } from './host/files/file-tree.ts';
import type { GuestProcess } from './host/guest-process.ts';
import { HandleTable } from './host/handle-table.ts';
import { Network } from './host/network/network.ts';
import { createNetworkSyscalls } from './host/network/network-syscalls.ts';
import { OutsideClient } from './host/network/outside-client.ts';
import { OutsideWork } from './host/network/outside-work.ts';
import { SERVICE_PID, type ServedPort, type Service, servePort } from './host/network/service.ts';
import { createRandom } from './host/random.ts';
import { TimerQueue } from './host/timer-queue.ts';
import { STALL_MS } from './host/watchdog.ts';
import { MachineLoop } from './machine-loop.ts';
import { type DeviceSyscalls, RunningProgram } from './machine-process.ts';
import { type Process, ProcessView } from './process-view.ts';
import { type Image, unpackImage } from './vm/image.ts';

/** Where programs live, and their working directory. */
export const ROOT = '/app';

export interface MachineOptions {
  readonly assets: EngineAssets;
  /** 'real' (the default) runs by the wall clock; 'virtual' stands still until `jumpTo`, and whoever booted it drives `turn`. */
  readonly clock?: 'real' | 'virtual';
  /** Bytes that the file system holds before ENOSPC. Default 64 MiB. */
  readonly diskBytes?: number;
  /** Seed of randomBytes and the like. */
  readonly seed?: number;
  /** How long one callback may run before its process counts as stalled, ms of the host's clock. Default {@link STALL_MS}. */
  readonly stallMs?: number;
}

export interface SpawnOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** RLIMIT_NOFILE, sockets included. Default 1024. */
  readonly openFiles?: number;
  /** Heap limit. Default 256 MiB. */
  readonly memoryBytes?: number;
  /** All that arrives on its stdin, which then is at its end. Default nothing. */
  readonly stdin?: string | Uint8Array;
  /** Handles carry the request that opened them, and {@link Process.routes} says whose bytes are on the heap. Costs some speed. Default false. */
  readonly attributeRequests?: boolean;
  /** As {@link Process.onOutput}, there from the first write on: nothing is kept for later. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', text: string) => void;
}

export type MachineEvents = {
  'server-ready': readonly [port: number, url: string, pid: number];
  exit: readonly [pid: number, exit: ProcessExit];
  /** A program used a part of Node that is not there. */
  unsupported: readonly [what: string, pid: number];
};

/** Where names of other hosts stand, and the addresses that they get. */
const HOSTS_FILE = '/etc/hosts';
const OTHER_HOSTS = '127.0.1.';

const MIB = 1024 * 1024;

/** A computer in a worker: files, a loopback network, and Node processes. Shaped like WebContainer's API. */
export class Machine {
  readonly clock: Clock;
  readonly handles: HandleTable;
  /** Failures of the disk. */
  readonly fileFaults = new FileFaults();
  /** Files from outside: no process, no descriptor. Relative paths start at {@link ROOT}. */
  readonly fs: FileFacade;
  readonly #assets: EngineAssets;
  readonly #image: Image;
  readonly #files: FileSystem;
  readonly #network: Network;
  readonly #timers = new TimerQueue();
  readonly #work: OutsideWork;
  #servedHosts = 0;
  readonly #events = new Emitter<MachineEvents>();
  readonly #programs = new Map<number, RunningProgram>();
  readonly #loop: MachineLoop | undefined;
  readonly #randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  readonly #stallMs: number;
  #nextPid = 100;

  private constructor(options: MachineOptions, image: Image) {
    this.#assets = options.assets;
    this.#image = image;
    this.clock = options.clock === 'virtual' ? createVirtualClock() : createRealClock(options.assets.wallClockMs());
    this.#work = new OutsideWork(() => this.#loop?.wake(), this.clock.kind === 'virtual');
    this.handles = new HandleTable(() => this.clock.nowMs());
    this.#files = new FileSystem({ capacityBytes: options.diskBytes ?? 64 * MIB, nowMs: () => this.clock.bootMs + this.clock.nowMs() });
    this.fs = createFileFacade(this.#files, ROOT);
    this.#network = new Network((port, pid) => {
      if (pid !== SERVICE_PID) this.#events.emit('server-ready', port, `http://localhost:${port}`, pid);
    });
    this.#stallMs = options.stallMs ?? STALL_MS;
    this.#randomBytes = createRandom(options.seed ?? 1);
    this.#loop = this.clock.kind === 'real' ? new MachineLoop(this) : undefined;
  }

  /** @throws {ImageError} when the image does not fit this build. */
  static async boot(options: MachineOptions): Promise<Machine> {
    return new Machine(options, unpackImage(options.assets.image));
  }

  /** Bytes that files may hold before ENOSPC: may change while programs run. */
  get diskBytes(): number {
    return this.#files.capacityBytes;
  }
  set diskBytes(bytes: number) {
    this.#files.capacityBytes = bytes;
  }

  /** Writes a folder's content below {@link ROOT}, or below `mountPoint`. Rejects with a FileError. */
  mount(tree: FileTree, options?: { mountPoint?: string }): Promise<void> {
    return this.fs.mount(tree, options);
  }

  /**
   * Starts `node FILE ...`: resolves when the file's top level has run as far as it goes without waiting.
   * @throws {RangeError} for any other command.
   */
  async spawn(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Process> {
    const [file, ...rest] = args;
    if (command !== 'node' || file === undefined) {
      throw new RangeError(`Cannot run "${[command, ...args].join(' ')}": this machine starts "node FILE" only`);
    }
    const cwd = options.cwd ?? ROOT;
    const pid = this.#nextPid++;
    const descriptors = new DescriptorTable(pid, this.handles, options.openFiles ?? 1024, inputBytes(options.stdin));
    const view = new ProcessView(pid, descriptors);
    if (options.onOutput !== undefined) view.onOutput(options.onOutput);
    const start = {
      pid,
      entry: file.startsWith('/') ? file : `${cwd}/${file}`,
      argv: rest,
      env: options.env ?? {},
      cwd,
      memoryBytes: options.memoryBytes ?? 256 * MIB,
      attributesRequests: options.attributeRequests ?? false,
    };
    const devices: { dispose?: () => void } = {};
    const program = await RunningProgram.start(
      {
        assets: this.#assets,
        image: this.#image,
        clock: this.clock,
        timers: this.#timers,
        handles: this.handles,
        files: programFiles(this.#files),
        deviceSyscalls: (process) => this.#devices(pid, descriptors, process, devices),
        onOutput: (stream, text) => view.write(stream, text),
        onExit: (exit) => {
          devices.dispose?.();
          this.#network.closeProcess(pid);
          view.end(exit);
          this.#events.emit('exit', pid, exit);
        },
        onUnsupported: (what) => this.#events.emit('unsupported', what, pid),
        kill: (target, signal) => this.kill(target, signal),
        randomBytes: this.#randomBytes,
        stallMs: this.#stallMs,
      },
      start,
      (created) => {
        view.attach(created, this.handles);
        this.#programs.set(pid, created);
      },
    );
    this.#programs.set(pid, program);
    this.#loop?.wake();
    return view;
  }

  /** Returns the function that takes the listener off again. */
  on<Name extends keyof MachineEvents>(name: Name, listener: (...args: MachineEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  /** A client outside the machine, for the port of a server in it. Call `wake` after using it with a real clock. */
  client(port: number): OutsideClient {
    return new OutsideClient(this.#network, port);
  }

  isListening(port: number): boolean {
    return this.#network.isListening(port);
  }

  /**
   * Puts a server of the host's on the machine's network: a database, an upstream that misbehaves on request.
   * @param at a port of localhost, or of another host, which programs then find by its name.
   * @throws {RangeError} when the port is taken.
   */
  serve(at: number | { readonly host: string; readonly port: number }, service: Service): ServedPort {
    const parts = { network: this.#network, handles: this.handles, clock: this.clock, timers: this.#timers, work: this.#work };
    if (typeof at === 'number') return servePort(parts, at, '', service);
    const known = isFile(this.#files, HOSTS_FILE) ? new TextDecoder().decode(readWhole(this.#files, HOSTS_FILE)) : '';
    const name = at.host.toLowerCase();
    const line = known.split('\n').find((each) => each.split(' ')[1] === name) ?? `${OTHER_HOSTS}${++this.#servedHosts} ${name}`;
    if (!known.includes(`${line}\n`)) {
      makeFolders(this.#files, '/etc');
      writeWhole(this.#files, HOSTS_FILE, `${known}${line}\n`);
    }
    return servePort(parts, at.port, line.split(' ')[0] ?? '', service);
  }

  /** Runs something outside of every process after so much of the machine's time: a failure that sets in later. */
  after(ms: number, run: () => void): void {
    this.#timers.arm(this.clock.nowMs() + ms, run);
  }

  /**
   * Waits for what services have under way with the host (a query of a database). Returns whether there is anything to
   * `turn` for. Whoever drives a virtual clock calls it when `turn` has nothing left, and before time moves on.
   */
  settle(): Promise<boolean> {
    return this.#work.settle();
  }

  /** Returns 0, or -ESRCH when there is no such process. */
  kill(pid: number, signal: string): number {
    const program = this.#programs.get(pid);
    if (program === undefined || program.process.exit !== undefined) return -ERRNO.ESRCH;
    if (signal === 'SIGKILL') program.process.kill(EXIT_CODE.killed);
    else program.process.deliver('onSignal', signal);
    this.#loop?.wake();
    return 0;
  }

  /** Runs everything that can run now, once: due timers, then each process's queue. Returns whether anything ran. */
  turn(): boolean {
    let worked = false;
    const now = this.clock.nowMs();
    for (let timer = this.#timers.takeDue(now); timer !== undefined; timer = this.#timers.takeDue(now)) {
      worked = true;
      timer.run();
    }
    worked = this.#work.turn() || worked;
    for (const program of this.#programs.values()) {
      worked = program.process.turn() || worked;
      if (program.process.exit !== undefined) this.#programs.delete(program.process.pid);
    }
    if (!worked) for (const program of this.#programs.values()) worked = program.endWhenIdle() || worked;
    return worked;
  }

  /** Due time of the next timer, ms since boot; undefined when none is armed. */
  nextTimerMs(): number | undefined {
    return this.#timers.nextDueMs();
  }

  msToNextTimer(): number | undefined {
    const due = this.nextTimerMs();
    return due === undefined ? undefined : due - this.clock.nowMs();
  }

  /** Moves a virtual clock. @throws {TypeError} with a real one. */
  jumpTo(ms: number): void {
    if (this.clock.kind !== 'virtual') throw new TypeError('jumpTo() needs a machine that was booted with clock: "virtual"');
    (this.clock as VirtualClock).jumpTo(ms);
  }

  /** Tells a real-clock machine that something arrived from outside. */
  wake(): void {
    this.#loop?.wake();
  }

  /** Kills every process and frees their memory. The machine cannot be used afterwards. */
  teardown(): void {
    this.#loop?.stop();
    for (const program of this.#programs.values()) program.dispose();
    this.#programs.clear();
  }

  #devices(pid: number, descriptors: DescriptorTable, process: () => GuestProcess, disposal: { dispose?: () => void }): DeviceSyscalls {
    const deliver: GuestProcess['deliver'] = (entry, ...args) => process().deliver(entry, ...args);
    const plain = createFileSyscalls({
      pid,
      files: this.#files,
      descriptors,
      handles: this.handles,
      notify: (handle, event, name) => deliver('onFileChange', handle, event, name),
    });
    const files = withFileFaults(plain, this.fileFaults, (fd) => {
      const inode = descriptors.file(fd)?.inode;
      return inode === undefined ? '' : (pathOf(inode) ?? '');
    });
    disposal.dispose = files.disposeFiles;
    const network = createNetworkSyscalls(this.#network, { pid, descriptors, deliver }, this.handles, () => process().progress());
    return { ...files, ...network };
  }
}

function inputBytes(input: string | Uint8Array = ''): Uint8Array<ArrayBuffer> {
  return typeof input === 'string' ? new TextEncoder().encode(input) : new Uint8Array(input);
}

import type { ProcessExit } from './host/exit.ts';
import type { DescriptorTable } from './host/files/descriptors.ts';
import type { HandleKind, HandleTable } from './host/handle-table.ts';
import type { RouteReading } from './host/request-log.ts';
import type { FilePosition } from './loader/strip-types.ts';
import type { RunningProgram } from './machine-process.ts';
import type { HeapReading } from './probes/read-heap.ts';
import { type HandleRecord, readHandles } from './probes/read-handles.ts';
import type { CpuProfile } from './probes/cpu-profile.ts';
import { writeHeapSnapshot } from './probes/heap-snapshot.ts';
import { readRetainers, type RetainerReading } from './probes/retainers.ts';

/** A process as its owner sees it. */
export interface Process {
  readonly pid: number;
  /** Exit code. */
  readonly exit: Promise<number>;
  /** How it ended, once it has. */
  readonly ended: ProcessExit | undefined;
  /** stdout and stderr in the order of writing, from when it is first asked for. Holds what nobody reads: without a reader prefer {@link onOutput}. */
  readonly output: ReadableStream<string>;
  /** Told of each write, with its stream; also of what was written before the listener came, up to {@link UNHEARD_CHARS}. */
  onOutput(listener: (stream: 'stdout' | 'stderr', text: string) => void): void;
  kill(): void;
  /** Open handles, oldest first, with the program's line that opened each. */
  handles(): HandleRecord[];
  /** Highest count of a kind since start or {@link resetPeaks}. */
  peak(kind: HandleKind): number;
  resetPeaks(): void;
  /** Collects garbage, then counts: exact, and the same on every run. */
  heap(): HeapReading;
  /**
   * Bytes on the heap by the route whose requests they were allocated for, after a collection: exact, for each allocation is noted.
   * Empty unless it was started with `attributeRequests`.
   */
  routes(): RouteReading[];
  /** Who keeps what alive, by variable. 60 to 200 ms for a server with 3 MB of heap. Undefined once it has ended. */
  retainers(): RetainerReading | undefined;
  /** The heap in V8's format, for Chrome's DevTools and memlab: the text of a `.heapsnapshot` file. Undefined once it has ended. */
  heapSnapshot(): string | undefined;
  /** Starts to sample which functions do the work. */
  startProfile(): void;
  /** Ends it. */
  stopProfile(): CpuProfile;
  /** Bytes allocated now, garbage included. */
  allocatedBytes(): number;
  /** Uncaught exceptions and rejections that only a process-wide listener took. */
  readonly swallowedUncaught: number;
  /** Reports on `leakcheck:open` and `leakcheck:close` that cannot be, by what is wrong: 'closed twice', 'never opened', 'opened twice', 'malformed'. */
  readonly handleMisuses: Readonly<Record<string, number>>;
  /** RLIMIT_NOFILE in force: may be changed while it runs. */
  openFilesLimit: number;
  /** Where in the program it ended, when its exit has a place. */
  exitPosition(): FilePosition | undefined;
  /** Opens a descriptor that the program knows nothing of; returns its number or a negative errno. */
  openDescriptor(path: string): number;
  /** The handle id behind a descriptor number, or undefined when it is closed or somebody else's by now. */
  descriptorHandle(fd: number): number | undefined;
  closeDescriptor(fd: number): void;
}

const ROOT = '/app';

/** What is kept of output that nobody listens to yet, characters: a program that only prints must not fill the host's memory. */
export const UNHEARD_CHARS = 16 * 1024 * 1024;

export class ProcessView implements Process {
  readonly pid: number;
  readonly exit: Promise<number>;
  readonly #descriptors: DescriptorTable;
  readonly #written: (readonly ['stdout' | 'stderr', string])[] = [];
  #unheardChars = 0;
  #output: ReadableStream<string> | undefined;
  #listener: ((stream: 'stdout' | 'stderr', text: string) => void) | undefined;
  #controller: { enqueue(text: string): void; close(): void } | undefined;
  #program: RunningProgram | undefined;
  #handles: HandleTable | undefined;
  #resolveExit: (code: number) => void = () => undefined;
  ended: ProcessExit | undefined;

  constructor(pid: number, descriptors: DescriptorTable) {
    this.pid = pid;
    this.#descriptors = descriptors;
    this.exit = new Promise((resolve) => {
      this.#resolveExit = resolve;
    });
  }

  get output(): ReadableStream<string> {
    this.#output ??= new ReadableStream({
      start: (controller) => {
        for (const [, text] of this.#written) controller.enqueue(text);
        if (this.ended === undefined) this.#controller = controller;
        else controller.close();
      },
      cancel: () => {
        this.#controller = undefined;
      },
    });
    return this.#output;
  }

  attach(program: RunningProgram, handles: HandleTable): void {
    this.#program = program;
    this.#handles = handles;
  }

  write(stream: 'stdout' | 'stderr', text: string): void {
    this.#controller?.enqueue(text);
    if (this.#listener) this.#listener(stream, text);
    else this.#keep(stream, text);
  }

  #keep(stream: 'stdout' | 'stderr', text: string): void {
    const room = UNHEARD_CHARS - this.#unheardChars;
    if (room <= 0) return;
    this.#unheardChars += text.length;
    this.#written.push([stream, text.slice(0, room)]);
  }

  end(exit: ProcessExit): void {
    this.ended = exit;
    this.#controller?.close();
    this.#controller = undefined;
    this.#resolveExit(exit.code);
  }

  onOutput(listener: (stream: 'stdout' | 'stderr', text: string) => void): void {
    this.#listener = listener;
    for (const [stream, text] of this.#written.splice(0)) listener(stream, text);
  }

  kill(): void {
    this.#program?.process.kill();
  }

  handles(): HandleRecord[] {
    return this.#handles ? readHandles(this.#handles, this.pid, ROOT) : [];
  }

  peak(kind: HandleKind): number {
    return this.#handles?.peak(this.pid, kind) ?? 0;
  }

  resetPeaks(): void {
    this.#handles?.resetPeaks(this.pid);
  }

  heap(): HeapReading {
    return this.ended !== undefined || this.#program === undefined ? { retainedBytes: 0 } : this.#program.readHeap();
  }

  routes(): RouteReading[] {
    return this.ended !== undefined ? [] : (this.#program?.readRoutes() ?? []);
  }

  retainers(): RetainerReading | undefined {
    return this.ended !== undefined || this.#program === undefined ? undefined : readRetainers(this.#program.walkHeap(), ROOT);
  }

  heapSnapshot(): string | undefined {
    return this.ended !== undefined || this.#program === undefined ? undefined : writeHeapSnapshot(this.#program.walkHeap());
  }

  startProfile(): void {
    if (this.ended === undefined) this.#program?.startSampling();
  }

  stopProfile(): CpuProfile {
    return this.#program?.stopSampling() ?? { samples: 0, stacks: [] };
  }

  allocatedBytes(): number {
    return this.ended !== undefined ? 0 : (this.#program?.allocatedBytes() ?? 0);
  }

  get swallowedUncaught(): number {
    return this.#program?.process.swallowedUncaught ?? 0;
  }

  get handleMisuses(): Readonly<Record<string, number>> {
    return this.#handles?.misuses(this.pid) ?? {};
  }

  get openFilesLimit(): number {
    return this.#descriptors.limit;
  }
  set openFilesLimit(limit: number) {
    this.#descriptors.limit = limit;
  }

  exitPosition(): FilePosition | undefined {
    return this.ended && this.#program?.exitPosition(this.ended);
  }

  openDescriptor(path: string): number {
    return this.#descriptors.openPlaceholder(path);
  }

  descriptorHandle(fd: number): number | undefined {
    return this.#descriptors.file(fd)?.handle;
  }

  closeDescriptor(fd: number): void {
    this.#descriptors.close(fd);
  }
}

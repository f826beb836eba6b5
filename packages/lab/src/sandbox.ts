import type { Computer } from './computer.ts';
import type { Fault, Services, ServicesReading } from './services.ts';
import type { Finding } from './verdict.ts';

/**
 * The port between a lab and a place it can run. One adapter file per place, in `sandboxes/`;
 * the workspace adds those that need a page.
 */
export interface Sandbox {
  /** Stable id: 'engine', 'node', 'webcontainer'. */
  readonly id: string;
  /** How growth is judged here: 'exact' is Rule A, 'noisy' Rule B (see @unhandled/leakcheck). */
  readonly precision: 'exact' | 'noisy';
  /**
   * Starts the program. Resolves as soon as the process runs, listening or not.
   * @throws {ProgramError} when a file cannot be compiled: nothing was started.
   */
  boot(program: Program, options: BootOptions): Promise<Server>;
  /** The computer that the program would run on, with its files and services, and nothing running; absent where there is no shell to be had. Its clock is 'real'. */
  computer?(program: Program): Promise<Computer>;
  /** What this place was found not to tell, asked after a boot: checks that rest on it are inconclusive. */
  blindSpots?(): readonly BlindSpot[];
}

/** Something that a place to run in does not tell, and why. */
export interface BlindSpot {
  /** What the checks rest on: retained bytes, counts of handles, whether a descriptor is still the same, swallowed errors. */
  readonly sense: 'heap' | 'handles' | 'neighbour' | 'errors';
  readonly finding: Finding;
}

/** Everything that is run: the overlay's result, with the lab's limits. */
export interface Program {
  /** Path below the project root ('src/main.ts') to text. */
  readonly files: Readonly<Record<string, string>>;
  /** Path of the file that `node` is started with. */
  readonly entry: string;
  /** npm packages the program may import, by name: picks the engine image, or what is installed. */
  readonly packages: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Port the server is expected to listen on. */
  readonly port: number;
  readonly limits: Limits;
  /** Servers beside it on its network. */
  readonly services?: Services;
}

/** Resource limits as a container would set them. */
export interface Limits {
  /** RLIMIT_NOFILE: descriptors, sockets included. */
  readonly openFiles: number;
  /** Heap limit in bytes. */
  readonly memoryBytes: number;
}

export interface BootOptions {
  /** 'virtual' jumps to the next timer (Verify); 'real' follows the wall clock (Run). Noisy sandboxes only have 'real'. */
  readonly clock: 'real' | 'virtual';
  /** Keep account of what each request opened and left on the heap: slower. Sandboxes that cannot do so leave it out. */
  readonly attributeRequests?: boolean;
  /** Only the heap will be read: what keeps account of handles would be in it, and limits must not end the process before it is measured. Noisy sandboxes only. */
  readonly heapOnly?: boolean;
  /** Told of everything that happens, in order. Must not throw. */
  readonly onEvent?: (event: ServerEvent) => void;
  /** Aborts the boot and kills the server. */
  readonly signal?: AbortSignal;
}

export type ServerEvent =
  | { readonly kind: 'log'; readonly stream: 'stdout' | 'stderr'; readonly text: string; readonly atMs: number }
  | { readonly kind: 'listening'; readonly port: number; readonly atMs: number }
  /** The process ended. `lastWords` is the fatal message and stack, '' after a clean exit. */
  | { readonly kind: 'exit'; readonly exit: Exit; readonly atMs: number };

export interface Exit {
  readonly code: number;
  readonly reason: 'exit' | 'uncaught' | 'out-of-memory' | 'stalled' | 'killed';
  readonly lastWords: string;
  /** Where in the learner's files it died, when known. */
  readonly at?: SourcePosition;
}

/** A place in the learner's files, 1-based line and column. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A running server process. Dispose to kill it and free everything. */
export interface Server {
  /** Resolves with true once the expected port is open; false when the process died or nothing listens after `timeoutMs` (of the sandbox's clock). */
  ready(timeoutMs: number): Promise<boolean>;
  /**
   * Sends requests and resolves with one record each, in the order given.
   * `concurrency` 1 (the default) sends each after the one before was answered.
   */
  send(requests: readonly RequestSpec[], options?: SendOptions): Promise<ResponseRecord[]>;
  /** Drains the loop; with a virtual clock also moves it `settleMs` past now, so declared timeouts have fired. */
  quiesce(settleMs: number): Promise<void>;
  /** A reading. Exact sandboxes collect garbage first. Never changes the program's state. */
  read(): Promise<Reading>;
  /** Who keeps memory alive; absent where the sandbox cannot tell. Stops the program for some 50 ms. */
  readonly memory?: MemoryWatch;
  /** What a shell beside it works with; absent where the sandbox has none. */
  readonly computer?: Computer;
  /** Highest counts since boot or the last call. */
  resetPeaks(): void;
  /** Opens a descriptor in the server's process that its code knows nothing of: "did a fix close a stranger's handle?" */
  openNeighbour(): Promise<Neighbour>;
  /**
   * Starts the same program once more beside this one, as a deploy does that forgot the first: its port is taken.
   * Resolves with how the second process ended, undefined (and kills it) when it still runs after `timeoutMs`.
   */
  startAgain(timeoutMs: number): Promise<Exit | undefined>;
  /**
   * Lets something go wrong around the server, from now until the returned function is called.
   * @throws {RangeError} for a fault of a service that the program does not have.
   */
  inject(fault: Fault): Promise<() => Promise<void>>;
  kill(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SendOptions {
  readonly concurrency?: number;
  /** Give up on a response after this much of the sandbox's time. Default 30,000 ms. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface Neighbour {
  /** True while the same descriptor is still the same open file. */
  intact(): Promise<boolean>;
  close(): Promise<void>;
}

export interface RequestSpec {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The client hangs up: before it has a response, after `afterBytes` of the response body, or in the middle of its own upload. */
  readonly abort?: { readonly when: 'before-response' } | { readonly when: 'mid-response'; readonly afterBytes: number } | { readonly when: 'mid-upload' };
}

export type ResponseRecord =
  | { readonly kind: 'response'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly ms: number }
  /** The client hung up, as the spec asked. */
  | { readonly kind: 'aborted'; readonly ms: number }
  | { readonly kind: 'timeout'; readonly ms: number }
  /** 'ECONNREFUSED', 'ECONNRESET' (the server dropped it or died), 'EMFILE' (refused at accept). `begun` is what had come of an answer by then. */
  | { readonly kind: 'error'; readonly code: string; readonly begun?: { readonly status: number; readonly body: string }; readonly ms: number };

/** What was open and retained at one moment. */
export interface Reading {
  readonly atMs: number;
  /** Changes when the process was replaced. */
  readonly bootId: string;
  readonly alive: boolean;
  readonly exit?: Exit;
  readonly handles: readonly HandleReading[];
  /** Highest count per kind since the last resetPeaks(). */
  readonly peaks: Readonly<Record<string, number>>;
  /** Retained bytes; exact sandboxes: after a full collection. */
  readonly heapBytes: number;
  /** Uncaught exceptions and unhandled rejections that a listener swallowed. */
  readonly swallowedUncaught: number;
  /** Reports of handles that cannot be, by what is wrong: 'closed twice', 'never opened', 'opened twice', 'malformed'. */
  readonly handleMisuses: Readonly<Record<string, number>>;
  /** What the servers beside it saw, where it has any. */
  readonly services?: ServicesReading;
  /** The limits in force now, so that raising them shows. */
  readonly limits: Limits;
}

/** Says what grew between two moments, and for whom. */
export interface MemoryWatch {
  /** Growth counts from now on. */
  mark(): void;
  read(): MemoryReading;
}

export interface MemoryReading {
  readonly atMs: number;
  /** When growth began to count. */
  readonly sinceMs: number;
  readonly heapBytes: number;
  readonly grownBytes: number;
  /** The most bytes first. Empty unless requests are attributed. */
  readonly routes: readonly RouteMemory[];
  /** What keeps more than at the mark, the most first. */
  readonly holders: readonly MemoryHolder[];
}

/** What is left of one route's requests since the process began. */
export interface RouteMemory {
  /** `GET /orders/:id/receipt` */
  readonly route: string;
  readonly requests: number;
  /** Those of them that left something. */
  readonly retaining: number;
  readonly retainedBytes: number;
}

/** A variable that keeps more alive than before, or things of Node's that lead to one function of the program. */
export interface MemoryHolder {
  /** `lib/errors.ts recentErrors` */
  readonly place: string;
  /** `lib/errors.ts recentErrors → Array(1000) → Error` */
  readonly path: string;
  /** Of the program's own files; absent for what Node or a package keeps. */
  readonly file?: string;
  /** Bytes more than at the mark. */
  readonly bytes: number;
  /** What they are, the most bytes first. */
  readonly objects: readonly { readonly name: string; readonly count: number; readonly bytes: number }[];
}

export interface HandleReading {
  readonly id: number;
  /** fd, socket, server, timer, watcher, listener, lease, permit, operation, stream. */
  readonly kind: string;
  readonly label: string;
  readonly openedAtMs: number;
  /** The line of the learner's code that opened it, when known. */
  readonly at?: SourcePosition;
  /** How it came to that, innermost first, in the learner's files. */
  readonly frames?: readonly CallFrame[];
  /** The request that it was opened for, where requests are attributed. */
  readonly request?: { readonly number: number; readonly method: string; readonly url: string };
}

export interface CallFrame extends SourcePosition {
  readonly functionName: string;
  /** The function waits at an `await` for the ones before it. */
  readonly isAsync: boolean;
}

/** A file that cannot be run, with the place to look at. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly at: SourcePosition | undefined;
  constructor(message: string, at?: SourcePosition) {
    super(message);
    this.at = at;
  }
}

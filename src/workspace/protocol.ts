import type { BlindSpot, Exit, Files, HandleReading, MemoryReading, RequestSpec, ResponseRecord, SourcePosition, Verdict, VerifyEvent } from '@unhandled/lab';

/** What the page tells the worker. */
export type Command =
  /** Fetch and compile everything a run needs. */
  | { readonly kind: 'prepare'; readonly lab: string }
  | { readonly kind: 'run'; readonly lab: string; readonly files: Files }
  | { readonly kind: 'stop' }
  | { readonly kind: 'load'; readonly load: LoadPlan | undefined }
  /** This many requests of the plan at once. */
  | { readonly kind: 'burst'; readonly plan: LoadPlan; readonly count: number }
  /** One request of the reader's own. */
  | { readonly kind: 'request'; readonly request: RequestSpec }
  /** Growth of memory counts from now on. */
  | { readonly kind: 'mark-memory' }
  | { readonly kind: 'read-memory' }
  | { readonly kind: 'verify'; readonly lab: string; readonly files: Files }
  | { readonly kind: 'cancel-verify' }
  /** As verify, for figures beside the solution; one after the other. */
  | { readonly kind: 'measure'; readonly lab: string; readonly key: string; readonly files: Files }
  /** A line of the terminal. */
  | { readonly kind: 'shell-run'; readonly id: number; readonly lab: string; readonly line: string; readonly files: Files }
  | { readonly kind: 'shell-complete'; readonly id: number; readonly lab: string; readonly before: string; readonly files: Files }
  | { readonly kind: 'shell-interrupt' }
  /** Readings are only taken while somebody looks. */
  | { readonly kind: 'visible'; readonly on: boolean }
  | { readonly kind: 'ping'; readonly id: number };

/** Requests a second, and which of the lab's, by their names. */
export interface LoadPlan {
  readonly perSecond: number;
  readonly names: readonly string[];
}

/** One sample of a running server. */
export interface LiveReading {
  readonly atMs: number;
  /** Open handles by kind. */
  readonly handles: Readonly<Record<string, number>>;
  readonly heapBytes: number;
  /** Answers by status since the run began; 0 stands for no answer. */
  readonly answers: Readonly<Record<number, number>>;
  /** Of the requests answered since the sample before, ms; absent when there were none. */
  readonly latency?: { readonly p50: number; readonly p99: number };
  /** Of a lab with a database. */
  readonly pool?: PoolReading;
}

/** A pool of connections, as its users and the server at the other end count it. */
export interface PoolReading {
  /** On loan. */
  readonly inUse: number;
  /** Callers that wait for one. */
  readonly waiting: number;
  /** Sessions that are open on the database's side. */
  readonly sessions: number;
  /** Of them, those that hold a transaction. */
  readonly inTransaction: number;
}

/** Open handles of one kind that one line opened. */
export interface HandleGroup {
  /** The same in every sample. */
  readonly key: string;
  readonly kind: string;
  readonly at?: SourcePosition;
  readonly count: number;
  readonly oldestMs: number;
  /** What one of them is. */
  readonly label: string;
  /** Requests that they were opened for, the commonest first. */
  readonly requests: readonly string[];
}

/** A WebContainer, from the switch to it until the switch back. */
export type ContainerState =
  | { readonly kind: 'preparing'; readonly phase: 'runtime' | 'install' | 'probe'; readonly line: string }
  | { readonly kind: 'ready'; readonly node: string; readonly blind: readonly BlindSpot[] }
  | { readonly kind: 'failed'; readonly why: string; readonly message: string };

/** What the worker tells the page. */
export type Report =
  | { readonly kind: 'phase'; readonly phase: 'engine' | 'lab' | 'boot' }
  | { readonly kind: 'prepared' }
  | { readonly kind: 'started' }
  | { readonly kind: 'listening'; readonly port: number; readonly atMs: number }
  | { readonly kind: 'log'; readonly lines: readonly LogText[] }
  | { readonly kind: 'reading'; readonly reading: LiveReading; readonly table: readonly HandleReading[]; readonly groups: readonly HandleGroup[] }
  | { readonly kind: 'memory'; readonly memory: MemoryReading }
  | { readonly kind: 'response'; readonly record: ResponseRecord }
  /** The first request of a load was answered. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'exit'; readonly exit: Exit; readonly atMs: number }
  /** The files cannot be run: nothing was started. */
  | { readonly kind: 'rejected'; readonly message: string; readonly at?: SourcePosition }
  | { readonly kind: 'verify-event'; readonly event: VerifyEvent }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'verify-cancelled' }
  | { readonly kind: 'version-measured'; readonly key: string; readonly verdict: Verdict }
  | { readonly kind: 'version-failed'; readonly key: string; readonly message: string }
  | {
      readonly kind: 'shell-done';
      readonly id: number;
      readonly stdout: string;
      readonly stderr: string;
      readonly exitCode: number;
      readonly cwd: string;
      readonly changed: Files;
    }
  | { readonly kind: 'shell-completed'; readonly id: number; readonly words: readonly string[] }
  | { readonly kind: 'shell-failed'; readonly id: number; readonly message: string }
  /** A command asks for what a button of the page does. */
  | { readonly kind: 'shell-press'; readonly button: 'start' | 'load' | 'stop-load' }
  /** Something of ours broke. The page says so and offers to start the engine anew. */
  | { readonly kind: 'failed'; readonly message: string }
  /** How it stands with the place that the lab runs in, where that takes more than a worker. */
  | { readonly kind: 'container'; readonly state: ContainerState }
  /** The worker cannot answer for so long: something large starts in it. 0 says that it is over. */
  | { readonly kind: 'busy'; readonly forMs: number }
  | { readonly kind: 'pong'; readonly id: number };

export interface LogText {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly atMs: number;
}

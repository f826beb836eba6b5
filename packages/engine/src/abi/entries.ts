/**
 * Where the outside world calls into the machine. Guest modules register these on
 * `entries` (guest/internal/sys.ts); after each one returns, the host drains process.nextTick
 * and promise jobs until both are empty, as Node does between callbacks.
 */
export interface Entries {
  /** Called once after restore, before the program runs: JSON {@link ProcessStart}. */
  start(json: string): void;
  /** Runs every queued process.nextTick callback (and those they queue), not promise jobs. */
  runTicks(): void;
  /** Runs the oldest of the setImmediate callbacks that were queued when the check phase began. */
  runImmediate(): void;
  /** Runs the oldest completed asynchronous operation (fs callbacks and the like). */
  runCompletion(): void;
  onTimer(id: number): void;
  onFileChange(handle: number, event: 'rename' | 'change', name: string): void;
  /** A server of either protocol accepted a connection. The address is the client's as a server of its kind sees it: `::ffff:127.0.0.1` on `::`. */
  onConnection(server: number, socket: number, remotePort: number, remoteAddress: string): void;
  /**
   * `end`: the other side sends no more (an HTTP client has gone). `error`: ECONNRESET, or to an HTTP server
   * `HPE_INVALID_METHOD Invalid method encountered`. Empty `data` to an HTTP server: part of a head has come. The socket stays open until netDestroy.
   */
  onSocket(socket: number, event: 'connect' | 'data' | 'end' | 'drain' | 'error', arg: ArrayBuffer | string): void;
  /** JSON array of HttpRequestRecord: requests of one connection are answered one after another. */
  onHttpRequest(json: string): void;
  onHttpBody(id: number, bytes: ArrayBuffer): void;
  /** @param trailers `Name: value` lines, each ended by CRLF. */
  onHttpBodyEnd(id: number, trailers: string): void;
  /** The client of this response reads again. */
  onHttpDrain(id: number): void;
  /** Client side of a request made in the guest: JSON of an HttpResponseRecord. With a `body` it is complete; a status below 200 is an interim answer. */
  onHttpResponse(json: string): void;
  onHttpResponseBody(id: number, bytes: ArrayBuffer): void;
  onHttpResponseEnd(id: number, trailers: string): void;
  /** What came back is no HTTP: `HPE_INVALID_STATUS Invalid status code`. */
  onHttpResponseError(id: number, code: string): void;
  /** Forgets the asynchronous contexts that nothing belongs to any more. An Int32Array of those that a promise belongs to. */
  sweepContexts(live: ArrayBuffer): void;
  onSignal(signal: string): void;
  /** An exception nobody caught. Returns true when a listener took it; otherwise the guest has printed it and the process must exit with code 1 (7 if the listener threw). */
  onUncaught(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): boolean;
  /** A promise that is still rejected and unhandled after the drain. Same result as onUncaught. */
  onUnhandledRejection(reason: unknown, promise: unknown): boolean;
  /** A promise that was reported got a handler after all. */
  onRejectionHandled(promise: unknown): void;
  /** The loop ran dry: emits 'beforeExit'. */
  onBeforeExit(): void;
  /** Emits 'exit' and returns the final exit code. */
  onExit(code: number): number;
  /** CommonJS and built-in lookup for the loader: the exports object of a built-in or image package. */
  builtin(specifier: string): unknown;
  /** Files an image package's exports under its name, while the image is built. */
  registerPackage(name: string, exports: unknown): void;
  /** Runs a CommonJS file as the program's entry. The loader compiles it through `sys.compileCommonJs`. */
  runCommonJs(path: string): void;
  /** Makes the error that the loader throws into the program. JSON of code, base, message, frames, fields. */
  newModuleError(json: string): unknown;
}

/** What a process is told when it starts. */
export interface ProcessStart {
  readonly pid: number;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Wall clock at start, ms since the epoch. */
  readonly startMs: number;
  /** The file that `node` was given; '' without one. */
  readonly main?: string;
  /** Each request that its servers get begins an asynchronous context of its own, which the host is told of. */
  readonly attributesRequests?: boolean;
}

/**
 * Words of memory that guest and host share, so that the host knows without a call whether the
 * guest has work: an Int32Array that the guest finds at `sys.cell`.
 */
export const CELL = {
  /** Queued process.nextTick callbacks. */
  ticks: 0,
  /** Queued setImmediate callbacks (ref'd and unref'd). */
  immediates: 1,
  /** Of those, the ref'd ones: they keep the process alive. */
  immediatesRefd: 2,
  /** Completed asynchronous operations waiting for their callback. */
  completions: 3,
  /** Number of the asynchronous context that is running (AsyncLocalStorage); 0 for none. */
  context: 4,
  /** Contexts that the guest remembers, in use or not. */
  contexts: 5,
  /** Words reserved, so that images survive additions. */
  length: 16,
} as const;

/**
 * What code inside the machine may ask of the world outside it.
 *
 * Arguments and results are numbers, strings, booleans and bytes only, so that one
 * crossing stays cheap. Unless a line says otherwise a call returns `>= 0` when it
 * worked and `-errno` (see `errno.ts`) when it did not; what returns text returns JSON.
 * Paths are absolute: the guest resolves them against its working directory first.
 * `stack` is the raw `new Error().stack` of the place that asked; `''` means "not worth recording".
 */
export interface Syscalls extends FileSyscalls, TimerSyscalls, HandleSyscalls, ProcessSyscalls, LoaderSyscalls, NetSyscalls, HttpSyscalls, ZlibSyscalls {}

export interface FileSyscalls {
  /** Opens a file. Returns the lowest free descriptor. `flags` are Linux's (`constants.ts`). */
  fsOpen(path: string, flags: number, mode: number, stack: string): number;
  fsClose(fd: number): number;
  /** Reads up to `length` bytes; `position` -1 reads at, and moves, the descriptor's offset. */
  fsRead(fd: number, length: number, position: number): ArrayBuffer | number;
  /** Writes all bytes or none (ENOSPC); returns the count. `position` as in fsRead. */
  fsWrite(fd: number, bytes: Uint8Array, position: number): number;
  /** JSON {@link FileStat}. */
  fsStat(path: string, followLinks: boolean): string | number;
  fsFstat(fd: number): string | number;
  /** JSON array of `[name, type]`, type as in {@link FileStat}, sorted by name. */
  fsReaddir(path: string): string | number;
  fsMkdir(path: string, mode: number): number;
  fsRmdir(path: string): number;
  fsUnlink(path: string): number;
  fsRename(from: string, to: string): number;
  fsTruncate(fd: number, length: number): number;
  fsSymlink(target: string, path: string): number;
  fsReadlink(path: string): string | number;
  fsRealpath(path: string): string | number;
  fsUtimes(path: string, atimeMs: number, mtimeMs: number, followLinks?: boolean): number;
  fsLink(from: string, to: string): number;
  /** JSON {bytes, used, files}: what the disk holds, and what is taken. */
  fsStatfs(path: string): string | number;
  fsChmod(path: string, mode: number): number;
  /** Starts watching; returns a handle id. Changes arrive at the entry point `onFileChange`. */
  fsWatch(path: string, stack: string): number;
  fsUnwatch(handle: number): number;
}

/** One file's metadata; times in ms since the epoch, sizes in bytes. */
export interface FileStat {
  readonly ino: number;
  readonly type: 'file' | 'directory' | 'symlink' | 'device';
  /** Permission bits only: the type says the rest. */
  readonly mode: number;
  readonly size: number;
  readonly nlink: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly birthtimeMs: number;
}

export interface TimerSyscalls {
  /**
   * Arms a timer whose id the guest chose (unique in its process). Due timers arrive at `onTimer(id)`, in order of due time, then of arming.
   * One without a stack is Node's own (a socket's idle timer, say): no handle, and it keeps nothing alive.
   */
  timerStart(id: number, delayMs: number, repeat: boolean, refd: boolean, stack: string): void;
  timerStop(id: number): void;
  timerRef(id: number, refd: boolean): void;
  /** Milliseconds since this process started, with fractions (monotonic). */
  monotonicMs(): number;
}

export interface HandleSyscalls {
  /** Records a resource that only the guest knows of (listener, lease, permit, operation, stream; a watcher that polls, which keeps the process alive). Returns its handle id. */
  handleOpen(kind: string, label: string, stack: string, refd?: boolean): number;
  handleClose(handle: number): void;
  /** The guest was told of an open or a close that cannot be: 'closed twice', 'never opened', 'opened twice', 'malformed'. Counted, and visible. */
  handleMisuse(what: string): void;
  /** JSON array of strings, as process.getActiveResourcesInfo() gives: Node's partial view, not the exact table. */
  activeResources(): string;
}

export interface ProcessSyscalls {
  /** Writes to fd 1 or 2 of the process. */
  stdioWrite(fd: number, text: string): void;
  /** Marks the process as exiting. The caller must then loop for ever: the interrupt handler ends it. */
  exit(code: number): void;
  /** Sends a signal to a process of this machine. */
  kill(pid: number, signal: string): number;
  /** JSON {heapUsed, heapTotal, rss, external, arrayBuffers} in bytes, from the real heap. */
  memoryUsage(): string;
  /** Digest of all bytes at once; -ENOSYS for an unknown algorithm. */
  hash(algorithm: string, bytes: Uint8Array): ArrayBuffer | number;
  hmac(algorithm: string, key: Uint8Array, bytes: Uint8Array): ArrayBuffer | number;
  /** Bytes from the machine's seeded generator. */
  randomBytes(count: number): ArrayBuffer;
  /**
   * From now on promise jobs run in the context (CELL.context) that was running when their promise was made.
   * Takes itself, then the functions that set a context for the time of a call only.
   */
  trackContexts(itself: unknown, ...boundaries: unknown[]): void;
  /** The running code has changed CELL.context for good: the async functions on the stack resume in it. With an argument it is a boundary that does so at its end. */
  enterContext(leaving?: true): void;
  /** Where requests are attributed: a context was made inside another (0 for none). */
  contextMade(context: number, parent: number): void;
  /** Where requests are attributed: what happens in this context happens for this request. */
  requestBegun(context: number, method: string, url: string): void;
  /** The async functions that wait for the running code, as lines of a raw stack. */
  asyncFrames(): string;
  /** 0 pending, 1 fulfilled, 2 rejected. One of the two calls that take a guest value. */
  promiseState(promise: unknown): number;
  /** What a settled promise holds: given and returned as guest values. */
  promiseResult(promise: unknown): unknown;
  /** Marks the whole lot as not available: records the loud failure in the machine's report. */
  unsupported(what: string): void;
}

/** Compression runs outside the machine, a step at a time. Numbers are those of zlib.constants. */
export interface ZlibSyscalls {
  /** Returns the stream's id. */
  zlibOpen(mode: number, windowBits: number, level: number, memLevel: number, strategy: number, dictionary?: Uint8Array): number;
  /** Feeds `input` until it is used up or `room` bytes came out: two words (status, bytes of input left), then the output. -EBADF when closed. */
  zlibStep(id: number, flush: number, input: Uint8Array, room: number): ArrayBuffer | number;
  /** What zlib said of the last step's error. */
  zlibMessage(id: number): string;
  zlibReset(id: number): void;
  zlibTune(id: number, level: number, strategy: number): void;
  zlibClose(id: number): void;
  crc32(bytes: Uint8Array, seed: number): number;
}

/** CommonJS: the guest's `require` decides, the loader finds and compiles. */
export interface LoaderSyscalls {
  /**
   * Resolves what `require(specifier)` in `importer` means: `node:fs`, `npm:koa` or an absolute path; '' when nothing is there.
   * @param options JSON of `extensions` to try and `paths` to look in, where they are not the usual ones.
   */
  resolveCommonJs(specifier: string, importer: string, options?: string): string;
  /** As an ES module's import. Throws Node's errors. */
  resolveImport(specifier: string, importer: string): string;
  /** Folder of the package.json that decides about a file; '' without one. */
  findPackageFolder(file: string): string;
  /** The file's JavaScript: types erased. */
  stripTypes(source: string): string;
  /** The file as a function `(exports, require, module, __filename, __dirname)`: the one call that returns a guest value. */
  compileCommonJs(path: string, source?: string): unknown;
}

/** Bits of netListen: the port of `::` is not taken for IPv4; others that say so may have it, too. */
export const LISTEN_SHARING = { ipv6Only: 1, reusePort: 2 } as const;

/**
 * Byte streams on the loopback network. Ids are handle ids. What happens later arrives at
 * `onSocket(id, event, arg)` with event `connect | data | end | drain | error`,
 * and at `onConnection(serverId, socketId, remotePort)` for a listening server.
 */
export interface NetSyscalls {
  /** Listens on `port` (0 = next free from 40000). Port -1: `host` is a path, absolute or abstract (from a null byte). Returns a handle id or -EADDRINUSE. With protocol 'http' requests arrive at `onHttpRequest`, with 'tcp' bytes at `onSocket`. */
  /** @param sharing LISTEN_SHARING bits. */
  netListen(port: number, host: string, protocol: 'tcp' | 'http', stack: string, sharing?: number): number;
  /** The port a server listens on, or the local port of a socket. */
  netPort(handle: number): number;
  /** Stops accepting; open connections live on. */
  netClose(server: number): void;
  /** Port -1: `host` is a path. */
  netConnect(port: number, host: string, stack: string): number;
  /** Queues bytes; returns 1 while the peer keeps up, 0 when the caller should wait for `drain`. */
  netWrite(socket: number, bytes: Uint8Array): number;
  /** Half-close: no more writes from here. */
  netEnd(socket: number): void;
  /** Closes both directions at once; `reset` makes the peer see ECONNRESET. */
  netDestroy(socket: number, reset: boolean): void;
  /** `false` asks for one more piece (of the request's body, on a socket of an HTTP server); `true` takes that back. */
  netPause(socket: number, paused: boolean): void;
  netRef(handle: number, refd: boolean): void;
  /** Bytes that an end under HTTP messages has written, or been sent, as far as it was told. */
  netBytes(handle: number, written: boolean): number;
}

/**
 * HTTP between two ends that both speak messages: no bytes, no parser. The host turns messages
 * into bytes only where one end is a raw socket. Requests arrive at `onHttpRequest(json)`.
 *
 * What leaves the guest leaves as text, because concatenating is several times cheaper there than JSON:
 * a first line, `Name: value` lines, all ended by CRLF, then an empty line and the body.
 * The first line is `<exchange id> <status> <message>` of a response, `<method> <url>` of a request.
 */
export interface HttpSyscalls {
  /** A whole response at once (the fast path). A body that is not text comes as bytes. */
  httpRespond(message: string, body?: Uint8Array): void;
  /** Head of a streamed response, or an interim one (status below 200). @param more a piece or the end follows at once: it may leave with that. */
  httpHead(message: string, more?: boolean): void;
  /** A piece of a streamed response body. Returns 1 while the client keeps up, 0 to wait for `onHttpDrain(id)`. */
  httpWrite(id: number, bytes: Uint8Array, more?: boolean): number;
  /** @param trailers `Name: value` lines, each ended by CRLF. */
  httpEnd(id: number, trailers?: string): void;
  /** The server drops the connection of this request without finishing the response. */
  httpAbort(id: number): void;
  /** Client side: sends a request on a connection from netConnect; with `streaming` its body follows in pieces. Returns the request's id or a negative errno. */
  httpRequest(connection: number, message: string, streaming: boolean): number;
  /** Returns 1 while the server keeps up, 0 to wait for `drain` of the connection. */
  httpRequestWrite(id: number, bytes: Uint8Array): number;
  httpRequestEnd(id: number, trailers?: string): void;
  /**
   * A server's decision on a request that asks for an upgrade: `true` takes the connection over as a byte stream (its bytes arrive at
   * `onSocket`) and returns what has come already, `false` answers it as any other.
   */
  httpUpgrade(socket: number, taken: boolean): ArrayBuffer | number;
  /** Joins messages to a byte stream of the guest's own: two ends of a connection that take no descriptors. Returns the client's, the server's is the next number; the protocol is the server's. */
  httpPair(protocol: 'tcp' | 'http'): number;
  /** How much the parser of a server, or of one connection's responses, takes of a head, and whether it is lenient. */
  httpLimits(handle: number, maxHeadBytes: number, lenient: boolean): void;
  httpRequestAbort(id: number): void;
}

/** One request as it crosses into the guest. `id` is unique in the machine. */
export interface HttpRequestRecord {
  readonly id: number;
  /** Handle id of the server-side connection. */
  readonly socket: number;
  readonly server: number;
  readonly method: string;
  readonly url: string;
  /** name, value, name, value: as Node's rawHeaders. */
  readonly headers: readonly string[];
  /** The whole body when it is text and complete; absent when none or when it will arrive in pieces. */
  readonly body?: string;
  /** True when pieces follow at `onHttpBody(id, bytes)` and `onHttpBodyEnd(id)`, each asked for with netPause(socket, false). */
  readonly streaming?: boolean;
  /** Other than '1.1'. */
  readonly version?: string;
  /** The client ends the connection after this response. */
  readonly close?: boolean;
  /** It asks for another protocol, or for CONNECT: the server decides with httpUpgrade. */
  readonly upgrade?: boolean;
  /** It came while others of its connection were unanswered, in bytes: the server may look at it before they are. */
  readonly ahead?: boolean;
  /** HTTP/1.1 without a Host header. */
  readonly noHost?: boolean;
}

/** One response as it reaches its client. */
export interface HttpResponseRecord {
  readonly id: number;
  readonly status: number;
  readonly message: string;
  readonly headers: readonly string[];
  /** Present when it is complete. */
  readonly body?: string;
  /** Other than '1.1'. */
  readonly version?: string;
  /** The connection carries bytes from here on: the first of them, one character each. */
  readonly upgraded?: string;
}

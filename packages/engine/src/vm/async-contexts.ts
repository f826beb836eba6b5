import type { JSValueHandle, QuickJS } from 'quickjs-wasi';
import { createPromiseTagHook, PROMISE_LAYOUT } from './promise-tag-hook.ts';
import type { ValueBoxes } from './values.ts';

/** C functions that the package does not wrap. */
interface RawExports {
  JS_SetPromiseHook(runtime: number, hook: number, opaque: number): void;
}

/** Offsets in the pinned binary's structures, bytes. */
const LAYOUT = {
  /** JSRuntime: from promise_hook to job_list. */
  hookToJobs: 20,
  /** JSJobEntry */
  jobArgCount: 16,
  jobArgs: 24,
  /** JSObject */
  classId: 10,
  typeBefore: 5,
  /** JSAsyncFunctionData and its like: the first resolving function. */
  firstResolver: 8,
  /** JSStackFrame: the function that runs. */
  frameFunction: 8,
  /** From the frame of a running async function back to its first resolving function. */
  frameToResolver: 40,
  /** Generator data of an async generator: its queue of requests, and a request's promise. */
  generatorQueue: 72,
  requestPromise: 24,
} as const;

/** Classes of the engine, counted from Promise. */
const CLASS = { resolveFunction: 1, asyncFunctionResolve: 4, asyncFunctionReject: 5, asyncGenerator: 8, functionWithValues: -37 } as const;

/** Arguments of the engine's jobs: a reaction's first is its resolver, its third the handler; a thenable's first is the promise. */
const REACTION_ARGS = 5;
const THENABLE_ARGS = 3;

const TAG_OBJECT = -1;

/**
 * Carries the number of the asynchronous context through promises. A new promise is tagged with the context it is
 * made in; before each promise job the context of the promise that the job belongs to is set again.
 * There is no cost while nobody uses it: it is made on first use.
 */
export class AsyncContexts {
  readonly #quickjs: QuickJS;
  readonly #boxes: ValueBoxes;
  readonly #raw: RawExports;
  readonly #runtime: number;
  readonly #contextWord: number;
  readonly #promiseClass: number;
  /** Address of the list of pending jobs. */
  readonly #jobs: number;
  /** Address of the runtime's pointer to the innermost frame. */
  readonly #currentFrame: number;
  /** Objects of the functions that set a context for the time of a call. */
  readonly #boundaries: ReadonlySet<number>;
  #bytes: Uint8Array;

  /**
   * @param contextAddress of the word that holds the running context's number.
   * @param caller the host function that the guest is calling at this moment.
   * @param boundaries guest functions that set a context for the time of a call.
   * @throws when the binary is not the one this was written for.
   */
  constructor(quickjs: QuickJS, boxes: ValueBoxes, contextAddress: number, caller: JSValueHandle, boundaries: readonly JSValueHandle[]) {
    const exports = quickjs._getExports();
    this.#quickjs = quickjs;
    this.#boxes = boxes;
    this.#raw = exports as unknown as RawExports;
    this.#runtime = exports.qjs_get_runtime_ptr();
    this.#contextWord = contextAddress >> 2;
    this.#bytes = new Uint8Array(boxes.words.buffer);
    const promise = quickjs.evalCode('Promise.resolve()', 'contexts');
    this.#promiseClass = exports.qjs_get_class_id(promise.ptr);
    promise.dispose();
    this.#jobs = this.#findJobs();
    this.#currentFrame = this.#findCurrentFrame(this.#word(caller.ptr));
    this.#boundaries = new Set(boundaries.map((boundary) => this.#word(boundary.ptr)));
    const table = exports.__indirect_function_table;
    const index = table.grow(1);
    table.set(index, createPromiseTagHook(quickjs._getMemory() as unknown as WebAssembly.Memory, contextAddress) as never);
    this.#raw.JS_SetPromiseHook(this.#runtime, index, 0);
    this.#check();
  }

  /** Runs promise jobs through `execute` until none is left, it returns false, or `isStopped` says so. */
  runJobs(execute: () => boolean, isStopped: () => boolean): void {
    const context = this.#contextWord;
    for (;;) {
      const job = this.#word(this.#jobs + 4);
      if (job === this.#jobs || isStopped()) break;
      this.#boxes.words[context] = this.#contextOfJob(job);
      if (!execute()) break;
    }
    this.leave();
  }

  /** What is entered at the end of a turn does not last into the next one. */
  leave(): void {
    this.#boxes.words[this.#contextWord] = 0;
  }

  /**
   * The running code has entered another context, for good: the async functions that are running now resume in it, too,
   * out to where a context was set for a while only.
   * @param passed boundaries that are passed over: one that is ending no longer counts.
   */
  enter(passed: 0 | 1): void {
    let left: number = passed;
    const context = this.#boxes.words[this.#contextWord] as number;
    for (let frame = this.#word(this.#currentFrame); frame !== 0; frame = this.#word(frame)) {
      if (this.#boundaries.has(this.#word(frame + LAYOUT.frameFunction)) && left-- === 0) return;
      // Frames of async functions are in the heap, behind the runtime; all others are on the stack, before it.
      const promise = frame > this.#runtime ? this.#promiseOfResolver(frame - LAYOUT.frameToResolver) : 0;
      if (promise !== 0) this.#setTag(promise, context);
    }
  }

  /** Contexts that some promise still belongs to. Walks the whole heap: 4 to 5 ms for 43,000 objects. */
  live(): Int32Array {
    const live = new Set<number>();
    this.#eachPromise((promise) => live.add(this.#tag(promise)));
    live.delete(0);
    return Int32Array.from(live);
  }

  #eachPromise(visit: (promise: number) => void): void {
    const probe = this.#quickjs.newObject();
    const start = this.#word(probe.ptr);
    this.#bytes = new Uint8Array(this.#boxes.words.buffer);
    for (let at = this.#word(start + 4); at !== start; at = this.#word(at + 4)) {
      // The list's head lies in the runtime, and is no object.
      const isHead = at >= this.#runtime && at < this.#jobs;
      if (!isHead && ((this.#bytes[at - LAYOUT.typeBefore] as number) & 127) === 0 && this.#classOf(at) === this.#promiseClass) visit(at);
    }
    probe.dispose();
  }

  #word(address: number): number {
    return this.#boxes.words[address >> 2] as number;
  }

  #setWord(address: number, value: number): void {
    this.#boxes.words[address >> 2] = value;
  }

  #classOf(object: number): number {
    return (this.#word(object + LAYOUT.classId - 2) >>> 16) & 0xffff;
  }

  /** The object in a boxed value, if its class is that many after Promise; 0 otherwise. */
  #objectAt(address: number, fromPromise: number): number {
    if (this.#word(address + 4) !== TAG_OBJECT) return 0;
    const object = this.#word(address);
    return this.#classOf(object) === this.#promiseClass + fromPromise ? object : 0;
  }

  #dataOf(object: number): number {
    return this.#word(object + PROMISE_LAYOUT.objectData);
  }

  #tag(promise: number): number {
    return this.#word(this.#dataOf(promise) + PROMISE_LAYOUT.promiseFlags) >>> 8;
  }

  #setTag(promise: number, context: number): void {
    const flags = this.#dataOf(promise) + PROMISE_LAYOUT.promiseFlags;
    this.#setWord(flags, (this.#word(flags) & 0xff) | (context << 8));
  }

  #argument(job: number, index: number): number {
    return job + LAYOUT.jobArgs + index * 8;
  }

  /** The promise that a boxed resolving function settles; 0 when it is none. */
  #promiseOfResolver(address: number): number {
    const resolver = this.#objectAt(address, CLASS.resolveFunction);
    return resolver === 0 ? 0 : this.#word(this.#dataOf(resolver));
  }

  /** The promise of the async function that this job resumes; 0 for other jobs. */
  #resumedPromise(job: number): number {
    if (this.#word(job + LAYOUT.jobArgCount) !== REACTION_ARGS) return 0;
    const handler = this.#argument(job, 2);
    const resumer = this.#objectAt(handler, CLASS.asyncFunctionResolve) || this.#objectAt(handler, CLASS.asyncFunctionReject);
    return resumer === 0 ? 0 : this.#promiseOfResolver(this.#dataOf(resumer) + LAYOUT.firstResolver);
  }

  #contextOfJob(job: number): number {
    const count = this.#word(job + LAYOUT.jobArgCount);
    if (count === THENABLE_ARGS) {
      const promise = this.#objectAt(this.#argument(job, 0), 0);
      return promise === 0 ? 0 : this.#tag(promise);
    }
    if (count !== REACTION_ARGS) return 0;
    const promise = this.#promiseOfResolver(this.#argument(job, 0)) || this.#resumedPromise(job) || this.#promiseOfGenerator(job);
    return promise === 0 ? 0 : this.#tag(promise);
  }

  /** An async generator's steps belong to the request it is answering. */
  #promiseOfGenerator(job: number): number {
    const handler = this.#objectAt(this.#argument(job, 2), CLASS.functionWithValues);
    const generator = handler === 0 ? 0 : this.#objectAt(this.#dataOf(handler) + LAYOUT.firstResolver, CLASS.asyncGenerator);
    if (generator === 0) return 0;
    const queue = this.#dataOf(generator) + LAYOUT.generatorQueue;
    const request = this.#word(queue + 4);
    return request === queue ? 0 : this.#objectAt(request + LAYOUT.requestPromise, 0);
  }

  /** The runtime keeps its jobs a fixed way behind the promise hook, which can be set to something recognizable. */
  #findJobs(): number {
    const [hook, opaque] = [0x7e51ca1, 0x5eed123];
    const SEARCHED_BYTES = 8192;
    this.#raw.JS_SetPromiseHook(this.#runtime, hook, opaque);
    let found = 0;
    for (let at = this.#runtime; at < this.#runtime + SEARCHED_BYTES && found === 0; at += 4) {
      if (this.#word(at) === hook && this.#word(at + 4) === opaque) found = at + LAYOUT.hookToJobs;
    }
    this.#raw.JS_SetPromiseHook(this.#runtime, 0, 0);
    return found;
  }

  /** The innermost frame now is that of the host function which the guest called. */
  #findCurrentFrame(caller: number): number {
    for (let at = this.#runtime; at < this.#jobs; at += 4) {
      const frame = this.#word(at);
      if (frame > 0 && frame % 4 === 0 && this.#word(frame + LAYOUT.frameFunction) === caller && this.#word(frame + LAYOUT.frameFunction + 4) === TAG_OBJECT)
        return at;
    }
    return 0;
  }

  /** Proves on a real promise that every offset fits this binary. */
  #check(): void {
    const PROBE = 0xabcde;
    const before = this.#boxes.words[this.#contextWord] as number;
    this.#boxes.words[this.#contextWord] = PROBE;
    const promise = this.#quickjs.evalCode('new Promise(() => {})', 'contexts');
    this.#boxes.words[this.#contextWord] = before;
    const object = this.#word(promise.ptr);
    const first = this.#jobs === 0 ? 0 : this.#word(this.#jobs + 4);
    const fits =
      this.#jobs !== 0 &&
      this.#currentFrame !== 0 &&
      this.#word(first) === this.#jobs &&
      this.#classOf(object) === this.#promiseClass &&
      this.#tag(object) === PROBE &&
      promise.promiseState === 0;
    promise.dispose();
    if (!fits) throw new Error('AsyncLocalStorage does not fit this QuickJS binary: pin quickjs-wasi to the version in package.json');
  }
}

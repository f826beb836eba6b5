import { CompileFlags, EvalFlags, JSException, type JSValueHandle, QuickJS, type Snapshot } from 'quickjs-wasi';
import { AllocationLedger } from './allocation-ledger.ts';
import { readAsyncFrames } from './async-frames.ts';
import { AsyncContexts } from './async-contexts.ts';
import { writeErrorTexts } from './error-texts.ts';
import { asTrap, GuestException } from './errors.ts';
import { clearFreeMemory } from './free-memory.ts';
import { GuestCalls } from './guest-calls.ts';
import { describeThrown } from './guest-text.ts';
import type { HeapGraph } from './heap/heap-graph.ts';
import { walkHeap } from './heap/heap-walk.ts';
import { findMallocSizeWord } from './heap-counter.ts';
import { quickjsOptions, type VmOptions } from './options.ts';
import { inspectPromises } from './promise-inspection.ts';
import { Rejections, type UnhandledRejection } from './rejections.ts';
import { newSharedWords } from './shared-words.ts';
import { requireModule } from './required-module.ts';
import { StackSampler } from './stack-sampler.ts';
import { newSyscallObject } from './syscall-object.ts';
import { translateErrors } from './translated-errors.ts';
import { isInt32, type Primitive, ValueBoxes } from './values.ts';

export type Syscall = (...args: Primitive[]) => Primitive;
/** A function inside the machine. */
export type GuestFunction = JSValueHandle;

/**
 * One QuickJS machine. The only owner of the WebAssembly instance: everything else reaches guest
 * code through `call`, and the guest reaches out through the system calls given to `provide`.
 */
export class Vm {
  readonly #quickjs: QuickJS;
  readonly #boxes: ValueBoxes;
  readonly #exports: ReturnType<QuickJS['_getExports']>;
  readonly #rejections: Rejections;
  readonly #calls: GuestCalls;
  readonly #intResult: JSValueHandle;
  readonly #mallocSizeWord: number;
  readonly #sampling: { sampler?: StackSampler | undefined };
  #pendingResult: JSValueHandle | undefined;
  #contexts: AsyncContexts | undefined;

  private constructor(quickjs: QuickJS, rejections: Rejections, sampling: { sampler?: StackSampler | undefined } = {}) {
    this.#quickjs = quickjs;
    this.#sampling = sampling;
    this.#rejections = rejections;
    this.#boxes = new ValueBoxes(quickjs);
    this.#exports = quickjs._getExports();
    this.#intResult = quickjs.newNumber(0);
    this.#calls = new GuestCalls(quickjs, this.#boxes, () => this.#takeException());
    this.#mallocSizeWord = findMallocSizeWord(quickjs, this.#boxes);
  }

  static async create(options: VmOptions): Promise<Vm> {
    const rejections = new Rejections();
    const quickjs = await QuickJS.create(quickjsOptions(options, rejections));
    writeErrorTexts(quickjs._getMemory());
    return new Vm(quickjs, rejections);
  }

  /** @param snapshot of a machine made with the same extensions. */
  static async restore(snapshot: Snapshot, options: VmOptions): Promise<Vm> {
    const rejections = new Rejections();
    const sampling: { sampler?: StackSampler | undefined } = {};
    const interrupt = () => {
      sampling.sampler?.sample();
      return options.interrupt();
    };
    return new Vm(await QuickJS.restore(snapshot, quickjsOptions({ ...options, interrupt }, rejections)), rejections, sampling);
  }

  /** Samples the guest's stack from now on, or stops it. Gives what was seen so far. Costs nothing while it is off. */
  sample(isOn: boolean): ReturnType<StackSampler['stacks']> {
    const stacks = this.#sampling.sampler?.stacks() ?? [];
    this.#sampling.sampler = isOn ? (this.#sampling.sampler ?? new StackSampler(this.#quickjs)) : undefined;
    return stacks;
  }

  /** What the host throws into the machine becomes what `make` gives for its record: see {@link translateErrors}. */
  readonly translateErrors = (make: GuestFunction, recordOf: (error: unknown) => string | undefined): void => translateErrors(this.#quickjs, make, recordOf);

  snapshot(): Snapshot {
    this.#releasePendingResult();
    clearFreeMemory(this.#quickjs);
    return this.#quickjs.snapshot();
  }

  /** Makes a host function callable inside the machine under `name`; after a restore, gives it its body again. */
  provide(name: string, syscall: Syscall): void {
    this.#quickjs.registerHostCallback(name, this.#hostFunction(syscall));
  }

  /** As {@link provide}, for the few calls that take or give guest values. What they give is released later. */
  provideValue(name: string, syscall: (...handles: JSValueHandle[]) => JSValueHandle): void {
    this.#quickjs.registerHostCallback(name, (...handles) => {
      const result = syscall(...handles);
      this.#releasePendingResult();
      this.#pendingResult = result;
      return result;
    });
  }

  /** Lets the guest ask for the state and the result of a promise, under these names. */
  providePromiseInspection(stateName: string, resultName: string): void {
    const { state, result } = inspectPromises(this.#quickjs);
    this.provideValue(stateName, state as (...handles: JSValueHandle[]) => JSValueHandle);
    this.provideValue(resultName, result as (...handles: JSValueHandle[]) => JSValueHandle);
  }

  /** An object in the machine whose methods are the named system calls. They get their bodies by `provide`, afterwards. */
  readonly newSyscallObject = (names: readonly string[]): JSValueHandle => newSyscallObject(this.#quickjs, names);

  /** Words of memory that guest and host both see: the guest gets an Int32Array, the host reads `cellAt`. */
  readonly newCell = (words: number): { address: number; view: JSValueHandle } => newSharedWords(this.#quickjs, this.#boxes, words);

  /** One word of the cell. */
  cellAt(address: number, index: number): number {
    return this.#boxes.words[(address >> 2) + index] as number;
  }

  /** Version of the QuickJS binary. */
  get version(): string {
    return this.#quickjs.versions['quickjs-ng'] ?? 'unknown';
  }

  /** A number by which a machine restored from this one's snapshot finds the function again. It must not be disposed of before. */
  exportFunction(fn: GuestFunction): number {
    return this.#quickjs.exportHandle(fn);
  }

  importFunction(token: number): GuestFunction {
    return this.#quickjs.importHandle(token);
  }

  /**
   * Calls a guest function with primitives and returns a primitive (`undefined` for objects).
   * @throws {GuestException} with the thrown value, {VmTrap} when the instance broke.
   */
  call(fn: JSValueHandle, ...args: Primitive[]): Primitive {
    return this.#calls.call(fn, args);
  }

  /** As {@link call}, passing guest values by their boxes (an error back into the guest, say). */
  callWithBoxes(fn: JSValueHandle, boxes: readonly number[], ...rest: Primitive[]): Primitive {
    return this.#calls.callWithBoxes(fn, boxes, rest);
  }

  /**
   * Once the guest calls the first of these, promise jobs run in the asynchronous context that they belong to: see {@link AsyncContexts}.
   * @param contextAddress of the word that holds the running context's number.
   */
  provideAsyncContexts(trackName: string, enterName: string, contextAddress: number): void {
    this.provideValue(trackName, (caller, ...boundaries) => {
      if (caller !== undefined) this.#contexts ??= new AsyncContexts(this.#quickjs, this.#boxes, contextAddress, caller, boundaries);
      return this.#quickjs.undefined;
    });
    this.provideValue(enterName, (leaving) => {
      this.#contexts?.enter(leaving === undefined ? 0 : 1);
      return this.#quickjs.undefined;
    });
  }

  /** From now on the allocator notes which request each block is for. @param contextAddress of the word that holds the running context's number. */
  readonly keepLedger = (contextAddress: number): AllocationLedger => new AllocationLedger(this.#quickjs, contextAddress);

  /** Async functions that wait for the one that runs: see {@link readAsyncFrames}. */
  readonly asyncFrames = (): string => readAsyncFrames(this.#quickjs);

  /** Contexts that a promise still belongs to; none while nobody tracks them. */
  liveContexts(): Int32Array {
    return this.#contexts?.live() ?? new Int32Array(0);
  }

  /** Runs promise jobs until none is left or `isStopped` says so. @throws {GuestException} {VmTrap} */
  runJobs(isStopped: () => boolean = () => false): void {
    const { qjs_is_job_pending, qjs_execute_pending_job } = this.#exports;
    try {
      while (!isStopped() && qjs_is_job_pending() !== 0) {
        let failed = false;
        if (this.#contexts === undefined) failed = qjs_execute_pending_job() < 0;
        else {
          this.#contexts.runJobs(() => {
            failed = qjs_execute_pending_job() < 0;
            return !failed;
          }, isStopped);
        }
        if (failed) throw this.#takeException();
      }
      this.#contexts?.leave();
    } catch (error) {
      if (error instanceof GuestException) throw error;
      throw asTrap(error);
    }
  }

  /** Evaluates a classic script. The result, if any, belongs to the caller. */
  evalScript(source: string, filename: string): JSValueHandle {
    return this.#guard(() => this.#quickjs.evalCode(source, filename, EvalFlags.TYPE_GLOBAL));
  }

  /** Compiles a classic script without its source text, and without its lines where nobody is to see them: names stay. */
  compileStripped(source: string, filename: string, keepsLines: boolean): Uint8Array {
    const flags = CompileFlags.STRIP_SOURCE | (keepsLines ? 0 : CompileFlags.STRIP_DEBUG);
    return this.#guard(() => this.#quickjs.compile(source, filename, EvalFlags.TYPE_GLOBAL, flags));
  }

  /** Runs what {@link compileStripped} of any machine made. The result belongs to the caller. */
  runCompiled(bytecode: Uint8Array): JSValueHandle {
    return this.#guard(() => this.#quickjs.evalBytecode(bytecode));
  }

  /** Starts a module; the handle is the promise of its evaluation. */
  evalModule(source: string, filename: string): JSValueHandle {
    return this.#guard(() => this.#quickjs.evalCode(source, filename, EvalFlags.TYPE_MODULE));
  }

  /** An ES module for `require`: see {@link requireModule}. */
  requireModule(path: string): JSValueHandle {
    return this.#guard(() => requireModule(this.#quickjs, path));
  }

  /** Whether a promise (of a module's evaluation, say) has settled. */
  readonly isPending = (promise: JSValueHandle): boolean => promise.promiseState === 0;

  #guard<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof JSException) {
        const box = this.#exports.qjs_dup_value(error.handle.ptr);
        const exception = this.#takeException(box);
        error.dispose();
        throw exception;
      }
      throw asTrap(error);
    }
  }

  #takeException(box = this.#exports.qjs_get_exception()): GuestException {
    const { message, stack } = this.describe(box);
    return new GuestException(message, stack, box);
  }

  /** "Name: message" and the stack of a thrown value. */
  readonly describe = (box: number): { message: string; stack: string } => describeThrown(this.#quickjs, box);

  /** Gives back a thrown value that is no longer needed. */
  release(exception: GuestException): void {
    this.#exports.qjs_free_value(exception.box);
  }

  /** Promises that got a handler after they had been reported. The caller disposes of them. */
  readonly takeHandledLater = (): JSValueHandle[] => this.#rejections.takeHandledLater();

  /** Rejected promises that nobody handles, see {@link Rejections.take}. */
  readonly takeUnhandledRejections = (): UnhandledRejection[] => this.#rejections.take();

  collectGarbage(): void {
    this.#releasePendingResult();
    this.#exports.qjs_run_gc();
  }

  /** Bytes allocated right now, garbage included. One read of memory: cheap enough for the interrupt handler. */
  allocatedBytes(): number {
    return this.#boxes.words[this.#mallocSizeWord] as number;
  }

  /** Everything on the heap and what holds what: collect garbage first. Changes nothing. */
  readonly walkHeap = (): HeapGraph => walkHeap(this.#quickjs);

  /** Bytes of linear memory that the machine has taken so far. */
  committedBytes(): number {
    return this.#boxes.words.byteLength;
  }

  /** Disposing of a broken instance may trap again; there is nothing left to save then. */
  dispose(): void {
    try {
      this.#quickjs.dispose();
    } catch (error) {
      asTrap(error);
    }
  }

  #hostFunction(syscall: Syscall): (this: JSValueHandle, ...handles: JSValueHandle[]) => JSValueHandle {
    const boxes = this.#boxes;
    return (...handles) => {
      const args: Primitive[] = [];
      for (const handle of handles) args.push(boxes.read(handle));
      const result = syscall(...args);
      if (isInt32(result)) {
        boxes.writeInt(this.#intResult.ptr, result);
        return this.#intResult;
      }
      const handle = boxes.write(result);
      // The package takes its own reference after this returns, so ours is given back one call later.
      this.#releasePendingResult();
      if (typeof result !== 'boolean' && result !== undefined) this.#pendingResult = handle;
      return handle;
    };
  }

  #releasePendingResult(): void {
    this.#pendingResult?.dispose();
    this.#pendingResult = undefined;
  }
}

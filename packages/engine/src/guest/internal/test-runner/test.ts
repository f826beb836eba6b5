import { TestContext, SuiteContext } from './test-context.ts';
import { AbortController, type AbortSignal } from '../abort.ts';
import { codedError } from '../errors.ts';
import { creationStack } from '../error-stack.ts';
import { setTimeout } from '../timers.ts';
import { assertInteger, assertString } from '../validate.ts';
import { MockTracker } from './mock.ts';

export type TestFunction = (context: TestContext | SuiteContext, done?: (error?: unknown) => void) => unknown;

export interface TestOptions {
  name?: string;
  skip?: boolean | string;
  todo?: boolean | string;
  only?: boolean;
  timeout?: number;
  signal?: AbortSignal;
  plan?: number;
  concurrency?: number | boolean | null;
}

type HookName = 'before' | 'after' | 'beforeEach' | 'afterEach';
export type Outcome = 'pass' | 'fail' | 'cancelled' | 'skipped' | 'todo';

export const performanceNow = (): number => (globalThis as unknown as { performance: { now(): number } }).performance.now();

/** One test or suite, with those inside it. Tests run one after another, in the order in which they were declared. */
export class Test {
  readonly name: string;
  readonly kind: 'test' | 'suite' | 'root';
  readonly parent: Test | undefined;
  readonly options: TestOptions;
  readonly children: Test[] = [];
  readonly hooks: Record<HookName, TestFunction[]> = { before: [], after: [], beforeEach: [], afterEach: [] };
  readonly controller = new AbortController();
  readonly mock = new MockTracker();
  readonly diagnostics: string[] = [];
  outcome: Outcome | undefined;
  reason: string | undefined;
  error: unknown;
  durationMs = 0;
  /** Stack of the place that declared it. */
  readonly stack = creationStack();
  planned: number | undefined;
  asserted = 0;
  #fn: TestFunction;
  #last: Promise<void> = Promise.resolve();
  #hasRunBefore = false;

  constructor(kind: Test['kind'], parent: Test | undefined, name: string, options: TestOptions, fn: TestFunction) {
    this.kind = kind;
    this.parent = parent;
    this.name = name;
    this.options = options;
    this.#fn = fn;
    this.planned = options.plan;
    parent?.children.push(this);
  }

  get depth(): number {
    return this.parent === undefined ? -1 : this.parent.depth + 1;
  }

  get fullName(): string {
    return this.parent === undefined || this.parent.kind === 'root' ? this.name : `${this.parent.fullName} > ${this.name}`;
  }

  /** Runs `child` when those before it are through. */
  enqueue(child: Test, report: (test: Test) => void): Promise<void> {
    const run = this.#last.then(() => child.run(report));
    this.#last = run;
    return run;
  }

  /** Everything that was declared in it so far is through. */
  settled(): Promise<void> {
    return this.#last;
  }

  async run(report: (test: Test) => void): Promise<void> {
    const { skip, todo } = this.options;
    const start = performanceNow();
    if (skip !== undefined && skip !== false) {
      this.outcome = 'skipped';
      if (typeof skip === 'string') this.reason = skip;
    } else {
      if (typeof todo === 'string') this.reason = todo;
      try {
        await this.#runBody(report);
      } catch (error) {
        this.#fail(error);
      }
      this.outcome ??= this.error === undefined ? 'pass' : 'fail';
      if (todo !== undefined && todo !== false) this.outcome = 'todo';
    }
    this.durationMs = performanceNow() - start;
    this.mock.restoreAll();
    report(this);
  }

  #fail(error: unknown): void {
    this.error ??= error ?? new Error('test failed');
  }

  async #runBody(report: (test: Test) => void): Promise<void> {
    if (this.kind === 'suite') {
      // What it declares is there already.
      await this.#fn(new SuiteContext(this));
      await this.#runBefore();
      for (const child of this.children) void this.enqueue(child, report);
      await this.settled();
    } else {
      await this.parent?.runBeforeAll();
      const chain = this.#ancestors();
      try {
        for (const each of chain) for (const hook of each.hooks.beforeEach) await callWith(hook, new TestContext(this, report));
        await this.#withLimits(() => callWith(this.#fn, new TestContext(this, report)));
        await this.settled();
        if (this.planned !== undefined && this.planned !== this.asserted)
          throw testError(`plan expected ${this.planned} assertions but received ${this.asserted}`);
      } finally {
        for (const each of [...chain].reverse()) for (const hook of each.hooks.afterEach) await callWith(hook, new TestContext(this, report));
      }
    }
    for (const hook of this.hooks.after) await callWith(hook, new TestContext(this, report));
    const failed = this.children.filter((child) => child.outcome === 'fail' || child.outcome === 'cancelled').length;
    if (failed > 0) throw testError(`${failed} subtest${failed === 1 ? '' : 's'} failed`);
  }

  /** The hooks of all suites around it that have not run yet. */
  async runBeforeAll(): Promise<void> {
    await this.parent?.runBeforeAll();
    await this.#runBefore();
  }

  async #runBefore(): Promise<void> {
    if (this.#hasRunBefore) return;
    this.#hasRunBefore = true;
    for (const hook of this.hooks.before) await callWith(hook, new SuiteContext(this));
  }

  #ancestors(): Test[] {
    return this.parent === undefined ? [] : [...this.parent.#ancestors(), this.parent];
  }

  async #withLimits(run: () => Promise<void>): Promise<void> {
    const { timeout, signal } = this.options;
    if (timeout === undefined && signal === undefined) return run();
    let stop: (error: unknown) => void = () => undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      stop = reject;
    });
    const timer =
      timeout === undefined || timeout === Number.POSITIVE_INFINITY
        ? undefined
        : setTimeout(() => this.#cancel(stop, testError(`test timed out after ${timeout}ms`)), timeout);
    const onAbort = (): void => this.#cancel(stop, signal?.reason);
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await Promise.race([run(), limit]);
    } finally {
      timer?.close();
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #cancel(stop: (error: unknown) => void, error: unknown): void {
    this.outcome = 'cancelled';
    this.controller.abort(error);
    stop(error);
  }

  /** The event loop is empty and this has not ended. */
  abandon(): void {
    this.outcome = 'cancelled';
    this.error = testError('Promise resolution is still pending but the event loop has already resolved');
  }
}

export function testError(message: string): Error {
  return Object.assign(codedError(Error, 'ERR_TEST_FAILURE', message), { failureType: 'testCodeFailure' });
}

/** A function of a test: async, or with a callback when it takes a second argument. */
async function callWith(fn: TestFunction, context: TestContext | SuiteContext): Promise<void> {
  if (fn.length < 2) {
    await fn(context);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    let isDone = false;
    const result = fn(context, (error) => {
      if (isDone) reject(testError('callback invoked multiple times'));
      isDone = true;
      if (error) reject(error);
      else resolve();
    });
    if (typeof (result as { then?: unknown } | undefined)?.then === 'function') reject(testError('passed a callback but also returned a Promise'));
  });
}

/** `(name?, options?, fn?)` in any of the forms that Node takes. */
export function testArguments(args: readonly unknown[]): { name: string; options: TestOptions; fn: TestFunction } {
  const fn = args.find((each) => typeof each === 'function') as TestFunction | undefined;
  const options = (args.find((each) => typeof each === 'object' && each !== null) ?? {}) as TestOptions;
  const given = args.find((each) => typeof each === 'string') as string | undefined;
  if (given !== undefined) assertString(given, 'name');
  if (options.timeout !== undefined && options.timeout !== Number.POSITIVE_INFINITY) assertInteger(options.timeout, 'options.timeout', 0, 2 ** 31 - 1);
  return {
    name: given ?? (fn?.name || '<anonymous>'),
    options: { ...options, ...(fn === undefined && options.todo === undefined && { skip: options.skip ?? false }) },
    fn: fn ?? (() => undefined),
  };
}

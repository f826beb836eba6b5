import assert from '../../node/assert.ts';
import type { AbortSignal } from '../abort.ts';
import { setTimeout } from '../timers.ts';
import { assertFunction, assertInteger } from '../validate.ts';
import type { MockTracker } from './mock.ts';
import { performanceNow, Test, testArguments, testError, type TestFunction } from './test.ts';

/** What a suite's function gets. */
export class SuiteContext {
  readonly #suite: Test;

  constructor(suite: Test) {
    this.#suite = suite;
  }

  get name(): string {
    return this.#suite.name;
  }
  get fullName(): string {
    return this.#suite.fullName;
  }
  get signal(): AbortSignal {
    return this.#suite.controller.signal;
  }
}

type Assertions = Record<string, (...args: unknown[]) => unknown>;
const NOT_ASSERTIONS = new Set(['AssertionError', 'Assert', 'CallTracker', 'strict', 'options']);

/** What a test's function gets. */
export class TestContext {
  readonly #test: Test;
  readonly #report: (test: Test) => void;
  #assert: Assertions | undefined;

  constructor(test: Test, report: (test: Test) => void) {
    this.#test = test;
    this.#report = report;
    this.test = this.test.bind(this);
  }

  get name(): string {
    return this.#test.name;
  }
  get fullName(): string {
    return this.#test.fullName;
  }
  get signal(): AbortSignal {
    return this.#test.controller.signal;
  }
  get mock(): MockTracker {
    return this.#test.mock;
  }
  get error(): unknown {
    return this.#test.error ?? null;
  }
  get passed(): boolean {
    return this.#test.outcome === 'pass';
  }

  /** node:assert, whose calls count towards the plan. */
  get assert(): Assertions {
    if (this.#assert === undefined) {
      this.#assert = {};
      for (const [name, check] of Object.entries(assert)) {
        if (NOT_ASSERTIONS.has(name) || typeof check !== 'function') continue;
        this.#assert[name] = (...args) => {
          this.#test.asserted++;
          return (check as (...args: unknown[]) => unknown)(...args);
        };
      }
    }
    return this.#assert;
  }

  diagnostic(message: string): void {
    this.#test.diagnostics.push(String(message));
  }

  plan(count: number): void {
    assertInteger(count, 'count', 0);
    this.#test.planned = count;
  }

  skip(message?: string): void {
    this.#test.outcome = 'skipped';
    if (message !== undefined) this.#test.reason = message;
  }

  todo(message?: string): void {
    this.#test.options.todo = message ?? true;
    if (message !== undefined) this.#test.reason = message;
  }

  runOnly(): void {}

  test(...args: unknown[]): Promise<void> {
    this.#test.asserted++;
    const { name, options, fn } = testArguments(args);
    return this.#test.enqueue(new Test('test', this.#test, name, options, fn), this.#report);
  }

  before(fn: TestFunction): void {
    assertFunction(fn, 'fn');
    this.#test.hooks.before.push(fn);
  }
  after(fn: TestFunction): void {
    assertFunction(fn, 'fn');
    this.#test.hooks.after.push(fn);
  }
  beforeEach(fn: TestFunction): void {
    this.#test.hooks.beforeEach.push(fn);
  }
  afterEach(fn: TestFunction): void {
    this.#test.hooks.afterEach.push(fn);
  }

  /** Asks again until the condition holds, or for too long. */
  async waitFor<Result>(condition: () => Result | Promise<Result>, options: { interval?: number; timeout?: number } = {}): Promise<Result> {
    assertFunction(condition, 'condition');
    const { interval = 50, timeout = 1000 } = options;
    const start = performanceNow();
    for (;;) {
      try {
        return await condition();
      } catch (cause) {
        if (performanceNow() - start >= timeout) throw Object.assign(testError('waitFor() timed out'), { cause });
      }
      await new Promise<void>((resolve) => setTimeout(resolve, interval));
    }
  }
}

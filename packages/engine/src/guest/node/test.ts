import { processEvents } from '../internal/process-events.ts';
import { setExitCode } from '../internal/process-exit.ts';
import { MockTracker } from '../internal/test-runner/mock.ts';
import { reportSummary, reportTest } from '../internal/test-runner/report.ts';
import { SuiteContext } from '../internal/test-runner/test-context.ts';
import { Test, testArguments, type TestFunction, type TestOptions } from '../internal/test-runner/test.ts';
import { unavailableFunction } from '../internal/unavailable-module.ts';
import { assertFunction } from '../internal/validate.ts';

let root: Test | undefined;
/** The suite whose function is declaring now. */
let declaring: Test | undefined;
let startedAt = 0;

const now = (): number => (globalThis as unknown as { performance: { now(): number } }).performance.now();

function rootTest(): Test {
  if (root !== undefined) return root;
  root = new Test('root', undefined, '<root>', {}, () => undefined);
  startedAt = now();
  processEvents.on('beforeExit', finish);
  return root;
}

/** Nothing is left to wait for: what has not ended never will. */
function finish(): void {
  const all = rootTest();
  processEvents.removeListener('beforeExit', finish);
  for (const test of all.children) {
    if (test.outcome !== undefined) continue;
    test.abandon();
    reportTest(test);
  }
  void runHooks(all).then(() => {
    if (reportSummary(now() - startedAt)) setExitCode(1);
  });
}

async function runHooks(all: Test): Promise<void> {
  for (const hook of all.hooks.after) await hook({} as never);
}

function declare(kind: 'test' | 'suite', args: readonly unknown[], forced: TestOptions): Promise<void> {
  const { name, options, fn } = testArguments(args);
  const parent = declaring ?? rootTest();
  const settings = { ...options, ...forced };
  if (kind === 'test') {
    const declared = new Test('test', parent, name, settings, fn);
    // What a suite declares waits for the suite's own turn.
    return declaring === undefined ? parent.enqueue(declared, reportTest) : Promise.resolve();
  }
  let declared: Promise<void> = Promise.resolve();
  const suiteTest = new Test('suite', parent, name, settings, () => declared);
  // A suite's function declares at once; what it declared runs in its turn.
  if (!settings.skip) declared = collect(suiteTest, () => fn(new SuiteContext(suiteTest)));
  return declaring === undefined ? parent.enqueue(suiteTest, reportTest) : Promise.resolve();
}

/** Fails as the function does, when the suite's turn comes. */
function collect(suite: Test, run: () => unknown): Promise<void> {
  const before = declaring;
  declaring = suite;
  let result: Promise<unknown>;
  try {
    result = Promise.resolve(run());
  } catch (error) {
    result = Promise.reject(error);
  } finally {
    declaring = before;
  }
  result.catch(() => undefined);
  return result as Promise<void>;
}

type Declare = ((...args: unknown[]) => Promise<void>) & Record<'skip' | 'todo' | 'only', (...args: unknown[]) => Promise<void>>;

function declarer(kind: 'test' | 'suite', name: string): Declare {
  const plain = (...args: unknown[]) => declare(kind, args, {});
  Object.defineProperty(plain, 'name', { value: name });
  return Object.assign(plain, {
    skip: (...args: unknown[]) => declare(kind, args, { skip: true }),
    todo: (...args: unknown[]) => declare(kind, args, { todo: true }),
    only: (...args: unknown[]) => declare(kind, args, { only: true }),
  });
}

function hook(name: 'before' | 'after' | 'beforeEach' | 'afterEach'): (fn: TestFunction) => void {
  const add = (fn: TestFunction): void => {
    assertFunction(fn, 'fn');
    (declaring ?? rootTest()).hooks[name].push(fn);
  };
  Object.defineProperty(add, 'name', { value: name });
  return add;
}

const test = declarer('test', 'test');
const suite = declarer('suite', 'suite');

export default Object.assign(test, {
  test,
  it: test,
  describe: suite,
  suite,
  before: hook('before'),
  after: hook('after'),
  beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
  mock: new MockTracker(),
  assert: { register: unavailableFunction('test.assert.register') },
  snapshot: { setDefaultSnapshotSerializers: unavailableFunction('test.snapshot'), setResolveSnapshotPath: unavailableFunction('test.snapshot') },
  run: unavailableFunction('test.run'),
});

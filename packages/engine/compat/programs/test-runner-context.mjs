// node:test as tests use it: what runs, in which order, and what the context knows. The report goes elsewhere.
import test, { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import assert from 'node:assert';

const seen = [];
before(() => seen.push('before all'));
after(() => console.error('after all'));
test('first', (t) => {
  seen.push(`${t.name}|${t.fullName}|${t.signal.aborted}`);
});
test('with subtests', async (t) => {
  t.beforeEach(() => seen.push('each'));
  await t.test('one', (inner) => seen.push(inner.fullName));
  await t.test('two', async () => seen.push('two'));
});
test('plan', (t) => {
  t.plan(2);
  t.assert.ok(true);
  t.assert.strictEqual(1, 1);
});
test('callback', (t, done) => setImmediate(done));
test('skipped', { skip: 'not today' }, () => seen.push('never'));
test('skips itself', (t) => t.skip());
describe('a suite', () => {
  let count = 0;
  before(() => seen.push('suite before'));
  beforeEach(() => count++);
  afterEach(() => seen.push(`after each ${count}`));
  it('declares', () => seen.push('declares'));
  it('and runs in order', () => seen.push('in order'));
});
test('functions are watched', (t) => {
  const add = t.mock.fn((a, b) => a + b);
  add(1, 2);
  add.mock.mockImplementationOnce(() => 'once');
  seen.push([add(3, 4), add(5, 6), add.mock.callCount(), add.mock.calls[0].arguments, add.mock.calls[2].result]);
  const target = { value: 1, get() { return this.value; } };
  const get = t.mock.method(target, 'get', () => 'mocked');
  seen.push([target.get(), get.mock.callCount()]);
  get.mock.restore();
  seen.push(target.get());
});
test('errors of arguments', () => {
  for (const run of [() => mock.fn(1), () => mock.method({}, 'missing'), () => mock.method(null, 'x')]) {
    try {
      run();
    } catch (error) {
      seen.push(`${error.name} ${error.code}`);
    }
  }
});
await test('and last', () => assert.ok(true));
const { log } = console;
log(seen.map((each) => JSON.stringify(each)).join('\n'));

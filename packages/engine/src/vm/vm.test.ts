import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, expect, test } from 'vitest';
import { GuestException } from './errors.ts';
import type { VmOptions } from './options.ts';
import { Vm } from './vm.ts';

const wasm = await WebAssembly.compile(readFileSync(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm')));
const open: Vm[] = [];

function options(overrides: Partial<VmOptions> = {}): VmOptions {
  return {
    wasm: wasm as unknown as VmOptions['wasm'],
    extensions: [],
    nowMs: () => 1_700_000_000_000,
    memoryLimitBytes: 64 * 1024 * 1024,
    interrupt: () => false,
    resolveModule: (specifier) => specifier,
    loadModule: () => '',
    ...overrides,
  };
}

async function create(overrides: Partial<VmOptions> = {}): Promise<Vm> {
  const vm = await Vm.create(options(overrides));
  open.push(vm);
  return vm;
}

afterEach(() => {
  for (const vm of open.splice(0)) vm.dispose();
});

test('call() passes integers, fractions, text and booleans both ways', async () => {
  const vm = await create();
  const join = vm.evalScript('(...args) => args.map((each) => typeof each + each).join()', 'test');
  expect(vm.call(join, 1, -2, 1.5, 'hé', true)).toBe('number1,number-2,number1.5,stringhé,booleantrue');
  const same = vm.evalScript('(value) => value', 'test');
  expect([7, 0.25, 'x', false, undefined].map((value) => vm.call(same, value))).toEqual([7, 0.25, 'x', false, undefined]);
});

test('a guest exception carries name, message and stack to the host', async () => {
  const vm = await create();
  const fn = vm.evalScript('\nfunction fail() { throw new TypeError("bad"); }\nfail', '/app/a.js');
  let caught: unknown;
  try {
    vm.call(fn);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(GuestException);
  const exception = caught as GuestException;
  expect(exception.message).toBe('TypeError: bad');
  expect(exception.stack).toContain('fail (/app/a.js:2:');
  vm.release(exception);
});

test('a hundred thousand system calls and calls retain no byte', async () => {
  const vm = await create();
  const sys = vm.newSyscallObject(['echo']);
  vm.provide('echo', (value) => value);
  const loop = vm.evalScript(
    '(sys) => (text) => { for (let i = 0; i < 1000; i++) { sys.echo(i); sys.echo(text); sys.echo(1.5); sys.echo(new ArrayBuffer(8)); } return text; }',
    'test',
  );
  const bind = vm.evalScript('(loop, sys) => { globalThis.run = loop(sys); }', 'test');
  vm.callWithBoxes(bind, [loop.ptr, sys.ptr]);
  const run = vm.evalScript('run', 'test');
  vm.call(run, 'warm');
  vm.collectGarbage();
  const before = vm.allocatedBytes();
  for (let i = 0; i < 25; i++) vm.call(run, `text ${i}`);
  vm.collectGarbage();
  expect(vm.allocatedBytes()).toBe(before);
});

test('a restored machine keeps its state and finds exported functions and the shared cell', async () => {
  const vm = await create();
  const cell = vm.newCell(4);
  const make = vm.evalScript('(cell) => { let count = 0; globalThis.tick = () => { cell[1] = ++count; return count; }; }', 'test');
  vm.callWithBoxes(make, [cell.view.ptr]);
  const tick = vm.evalScript('tick', 'test');
  vm.call(tick);
  const token = vm.exportFunction(tick);
  const restored = await Vm.restore(vm.snapshot(), options());
  open.push(restored);
  expect(restored.call(restored.importFunction(token))).toBe(2);
  expect(restored.cellAt(cell.address, 1)).toBe(2);
  expect(vm.cellAt(cell.address, 1)).toBe(1);
});

test('the interrupt handler ends an endless loop that catches everything', async () => {
  let polls = 0;
  const vm = await create({ interrupt: () => ++polls > 3 });
  expect(() => vm.evalScript('for (;;) { try { for (;;) {} } catch {} }', 'test')).toThrow('interrupted');
});

test('rejections that get a handler in time are not reported', async () => {
  const vm = await create();
  vm.evalScript('const late = Promise.reject(new Error("late")); Promise.reject(new Error("lost")); late.catch(() => {});', 'test').dispose();
  vm.runJobs();
  const rejections = vm.takeUnhandledRejections();
  expect(rejections.map(({ reasonBox }) => vm.describe(reasonBox).message)).toEqual(['Error: lost']);
  for (const rejection of rejections) rejection.done();
  expect(vm.takeUnhandledRejections()).toEqual([]);
});

test('allocatedBytes() sees an allocation at once', async () => {
  const vm = await create();
  const before = vm.allocatedBytes();
  vm.evalScript('globalThis.kept = new ArrayBuffer(100_000)', 'test').dispose();
  expect(vm.allocatedBytes() - before).toBeGreaterThanOrEqual(100_000);
});

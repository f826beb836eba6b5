import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { runProgram } from '../../compat/run-program.ts';
import { readEngineAssets } from '../../../../scripts/engine-assets.ts';
import { Machine } from '../index.ts';

const assets = await readEngineAssets('node');

/**
 * A program made of random steps (await, then, timers, thenables, generators, nested stores) that notes which
 * values it sees where. Times are whole milliseconds on one clock, so that the order does not matter: notes are sorted.
 */
function randomProgram(seed: number): string {
  return `async (AsyncLocalStorage) => {
    let state = ${seed}; const als = new AsyncLocalStorage(), second = new AsyncLocalStorage(); const notes = []; const seen = () => als.getStore()?.id + '/' + second.getStore();
    const note = (label) => notes.push(label + '=' + seen()); const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)); let open; const gate = new Promise((resolve) => { open = resolve; });
    const random = (r) => { r.s = (r.s * 1103515245 + 12345) & 0x7fffffff; return r.s / 0x7fffffff; };
    async function* pieces(r, label) { for (let i = 0; i < 2; i++) { await step(r, label + 'g' + i, 9); yield i; } }
    async function step(r, label, depth) {
      switch (Math.floor(random(r) * 18)) {
        case 0: await null; break;
        case 1: await sleep(1); break;
        case 2: await gate; break;
        case 3: await gate.then(() => note(label + '.then')).then(() => note(label + '.then2')); break;
        case 4: await Promise.all([step({ s: Math.floor(random(r) * 2 ** 30) }, label + 'a', depth + 3), step({ s: Math.floor(random(r) * 2 ** 30) }, label + 'b', depth + 3)]); break;
        case 5: if (depth < 8) await als.run({ id: label }, () => body(r, label + 'r', depth + 2)); break;
        case 6: if (depth < 8) await second.run(label, async () => { note(label + '.second'); await body(r, label + 's', depth + 2); }); break;
        case 7: try { await Promise.reject(1); } catch { note(label + '.catch'); } break;
        case 8: await { then(resolve) { note(label + '.thenable'); resolve(1); } }; break;
        case 9: await new Promise((resolve) => setTimeout(() => { note(label + '.timer'); resolve(); }, 1)); break;
        case 10: for await (const value of pieces(r, label)) note(label + '.of' + value); break;
        case 11: await Promise.resolve().finally(() => note(label + '.finally')); break;
        case 12: if (depth < 8) await body(r, label + 'n', depth + 2); break;
        case 13: als.exit(() => note(label + '.exit')); await null; break;
        case 14: { const bound = AsyncLocalStorage.bind(() => note(label + '.bound')); await als.run({ id: 'elsewhere' }, async () => { await null; bound(); }); break; }
        case 15: await new Promise((resolve) => process.nextTick(() => { note(label + '.tick'); queueMicrotask(() => { note(label + '.micro'); resolve(); }); })); break;
        case 16: await new Promise((resolve) => setImmediate(() => { note(label + '.immediate'); resolve(); })); break;
        case 17: als.enterWith({ id: label + 'e' }); note(label + '.entered'); await null; break;
      }
      note(label);
    }
    async function body(r, label, depth) { for (let i = 0; i < 3; i++) await step(r, label + i, depth); }
    const all = [0, 1, 2, 3].map((n) => als.run({ id: 'T' + n }, () => body({ s: state * 7 + n * 131 + 1 }, 'T' + n + '-', 0))); note('outside'); setTimeout(open, 3); await Promise.all(all); return notes.sort().join(' ');
  }`;
}

test('AsyncLocalStorage shows the values that Node shows, in 60 random programs', async () => {
  const seeds = Array.from({ length: 60 }, (_, at) => (at + 1) * 7919);
  const differing: number[] = [];
  let notes = 0;
  for (const seed of seeds) {
    const program = randomProgram(seed);
    // biome-ignore lint/security/noGlobalEval: the same text must run here and in the machine
    const nodes = (await (0, eval)(`(${program})`)(AsyncLocalStorage)) as string;
    const { stdout } = await runProgram(
      assets,
      'main.mjs',
      `import { AsyncLocalStorage } from 'node:async_hooks'; console.log(await (${program})(AsyncLocalStorage));`,
    );
    notes += nodes.split(' ').length;
    if (stdout.trimEnd() !== nodes) differing.push(seed);
  }
  expect(notes).toBeGreaterThan(3000);
  expect(differing).toEqual([]);
});

test('contexts are forgotten when nothing belongs to them any more, and kept while something does', async () => {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  try {
    const source = `import { AsyncLocalStorage } from 'node:async_hooks'; const als = new AsyncLocalStorage(); let open; const gate = new Promise((resolve) => { open = resolve; });
      const held = als.run('held', () => gate.then(() => als.getStore())); let turn = 0;
      setInterval(async () => { for (let i = 0; i < 50; i++) als.run({ turn, i }, async () => { await null; setImmediate(() => {}); }); if (++turn === 200) { open(); console.log(await held, als.getStore()); } }, 10);`;
    await machine.fs.writeFile('/app/main.mjs', source);
    const program = await machine.spawn('node', ['main.mjs']);
    let stdout = '';
    program.onOutput((_stream, text) => {
      stdout += text;
    });
    const readings: number[] = [];
    for (let batch = 1; batch <= 6; batch++) {
      while (machine.clock.nowMs() < batch * 400 + 5) if (!machine.turn()) machine.jumpTo(Math.min(machine.nextTimerMs() ?? 0, batch * 400 + 5));
      readings.push(program.heap().retainedBytes);
    }
    expect(stdout).toBe('held undefined\n');
    expect(readings.slice(1, 4)).toEqual([readings[1], readings[1], readings[1]]);
  } finally {
    await machine.teardown();
  }
});

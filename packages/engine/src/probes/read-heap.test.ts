import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../../scripts/engine-assets.ts';
import { Machine } from '../index.ts';

const assets = await readEngineAssets('node');
/** Key, value and links of an entry, in the pinned binary. */
const ENTRY_BYTES = 48;

/** Bytes that the heap grows by when the program handles a signal, once everything has its size. */
async function growthPerSignal(source: string): Promise<number> {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  try {
    await machine.fs.writeFile('main.mjs', `${source}\nprocess.on('SIGUSR2', step); setInterval(() => {}, 1e6);`);
    const program = await machine.spawn('node', ['main.mjs']);
    const step = (): number => {
      machine.kill(program.pid, 'SIGUSR2');
      while (machine.turn());
      return program.heap().retainedBytes;
    };
    for (let i = 0; i < 3; i++) step();
    const before = program.heap().retainedBytes;
    return step() - before;
  } finally {
    machine.teardown();
  }
}

test('a heap reading counts the entries of maps and sets, not only what is in them', async () => {
  expect(await growthPerSignal('const kept = new Map(); let n = 0; function step() { for (let i = 0; i < 10; i++) kept.set(n++, 1); }')).toBeGreaterThanOrEqual(
    10 * ENTRY_BYTES,
  );
  expect(await growthPerSignal('const kept = new Set(); let n = 0; function step() { for (let i = 0; i < 10; i++) kept.add(n++); }')).toBeGreaterThanOrEqual(
    10 * ENTRY_BYTES,
  );
});

test('a program that lets go of everything grows by nothing', async () => {
  expect(await growthPerSignal('const kept = new Map(); function step() { for (let i = 0; i < 10; i++) kept.set(i, [i]); kept.clear(); }')).toBe(0);
});

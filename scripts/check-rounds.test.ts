import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createEngineSandbox } from '../packages/lab/src/sandboxes/engine.ts';
import { checkRounds } from './check-rounds.ts';
import { readAssetsFor } from './engine-assets.ts';
import { startDatabase } from './pglite.ts';

const CURRICULUM = fileURLToPath(new URL('../packages/lab/fixtures/curriculum', import.meta.url));
const sandbox = createEngineSandbox({ assets: readAssetsFor, database: startDatabase });

test('checkRounds() has one row for each variant, and says how many rounds each lab had', async () => {
  const { reports, ran } = await checkRounds(['passes'], CURRICULUM, sandbox, { repeat: 2 });
  expect(reports.map(({ variant, ok }) => ({ variant, ok }))).toEqual([
    { variant: 'start', ok: true },
    { variant: 'solution', ok: true },
    { variant: 'wrong/swallow', ok: true },
  ]);
  expect(ran).toEqual({ passes: 2 });
});

test('checkRounds() gives every lab one round, and begins none when its time is over', async () => {
  const { ran } = await checkRounds(['passes', 'leaks-one-handle'], CURRICULUM, sandbox, { repeat: 20, minutes: 1e-9 });
  expect(ran).toEqual({ passes: 1, 'leaks-one-handle': 1 });
});

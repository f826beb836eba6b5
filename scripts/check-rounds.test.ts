import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createEngineSandbox } from '../packages/lab/src/sandboxes/engine.ts';
import type { VariantReport } from './check-labs.ts';
import { checkRounds } from './check-rounds.ts';
import { readAssetsFor } from './engine-assets.ts';
import { startDatabase } from './pglite.ts';

const CURRICULUM = fileURLToPath(new URL('../packages/lab/fixtures/curriculum', import.meta.url));
const sandbox = createEngineSandbox({ assets: readAssetsFor, database: startDatabase });

test('checkRounds() has one row for each variant, and says how many rounds there were', async () => {
  const { reports, ran } = await checkRounds(['passes'], CURRICULUM, sandbox, { repeat: 2 });
  expect(reports.map(({ variant, ok }) => ({ variant, ok }))).toEqual([
    { variant: 'start', ok: true },
    { variant: 'solution', ok: true },
    { variant: 'wrong/swallow', ok: true },
  ]);
  expect(ran).toBe(2);
});

test('checkRounds() runs every lab once, and begins no round when its time is over', async () => {
  const slugs: string[][] = [];
  const onRound = (_round: number, reports: readonly VariantReport[]) => slugs.push([...new Set(reports.map(({ slug }) => slug))]);
  const { ran } = await checkRounds(['passes', 'leaks-one-handle'], CURRICULUM, sandbox, { repeat: 20, minutes: 1e-9 }, { onRound });
  expect(ran).toBe(1);
  expect(slugs).toEqual([['passes', 'leaks-one-handle']]);
});

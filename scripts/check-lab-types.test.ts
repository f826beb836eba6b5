import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { checkLabTypes } from './check-lab-types.ts';
import { createLab } from './new-lab.ts';

test('checkLabTypes() names variant, file and line of a type error, and nothing else', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const cache = fileURLToPath(new URL('../.cache', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'labs-'));
  onTestFinished(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });
  createLab('typed', folder);
  const solution = join(folder, 'typed/solution/src/routes/job.ts');
  writeFileSync(solution, readFileSync(solution, 'utf8').replace('clearInterval(slow)', 'clearInterval(slwo)'));
  expect(await checkLabTypes(folder)).toEqual(["typed solution src/routes/job.ts:10: Cannot find name 'slwo'."]);
});

import { test } from 'vitest';
import { readNoise } from './read-noise.mjs';

test('noise', { timeout: 300_000 }, async () => {
  console.log(await readNoise());
});

import { test } from 'node:test';
import { readNoise } from './read-noise.mjs';

test('noise', async () => {
  console.log(await readNoise());
});

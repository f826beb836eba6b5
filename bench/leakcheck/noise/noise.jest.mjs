import { readNoise } from './read-noise.mjs';

test('noise', async () => {
  process.stderr.write(await readNoise());
}, 300_000);

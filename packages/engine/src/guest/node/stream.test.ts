import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../../../scripts/engine-assets.ts';
import { runProgram } from '../../../compat/run-program.ts';

const assets = await readEngineAssets('node');

test("once('data') starts a stream's flow, as on() does", async () => {
  const { stdout } = await runProgram(
    assets,
    'main.mjs',
    `import { Readable } from 'node:stream';
     const stream = Readable.from(['one', 'two']);
     stream.once('data', (piece) => console.log(piece));
     stream.on('end', () => console.log('end'));`,
  );
  expect(stdout).toBe('one\nend\n');
});

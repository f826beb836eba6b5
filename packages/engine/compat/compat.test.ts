import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../scripts/engine-assets.ts';
import { normalizeOutput } from './normalize-output.ts';
import { runProgram } from './run-program.ts';

const folder = new URL('./', import.meta.url);
const assets = await readEngineAssets('node');

for (const file of readdirSync(new URL('programs/', folder)).sort()) {
  test(`${file} prints what Node 24 prints`, async () => {
    const recorded = JSON.parse(readFileSync(new URL(`recorded/${file}.json`, folder), 'utf8')) as { stdout: string; stderr: string; code: number };
    const outcome = await runProgram(assets, file, readFileSync(new URL(`programs/${file}`, folder), 'utf8'));
    expect({ stdout: normalizeOutput(outcome.stdout, '/app'), stderr: normalizeOutput(outcome.stderr, '/app'), code: outcome.code }).toEqual(recorded);
    expect(outcome.handles).toEqual([]);
  });
}

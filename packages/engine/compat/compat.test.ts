import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../scripts/engine-assets.ts';
import { packageSetForProgram } from '../../../scripts/image-names.ts';
import { normalizeOutput } from './normalize-output.ts';
import { RUN_LIMITS } from './outcome.ts';
import { listPrograms, packagesOf } from './program.ts';
import { REASONS } from './reasons.ts';
import { runInEngine } from './run-program.ts';
import { isBuiltin } from 'node:module';

const folder = new URL('./', import.meta.url);

for (const program of listPrograms(fileURLToPath(new URL('programs/', folder)))) {
  // Known differences are compared, and shown, by `npm run compat` alone.
  test.skipIf(program.name in REASONS)(`${program.name} prints what Node 24 prints`, async () => {
    const recorded = JSON.parse(readFileSync(new URL(`recorded/${program.name}.json`, folder), 'utf8')) as { stdout: string; stderr: string; code: number };
    const { image, bundles } = packageSetForProgram(packagesOf(program, isBuiltin));
    const assets = await readEngineAssets(image, bundles);
    // A busy machine must not look like a stalled program: Fastify builds its validators in one go.
    const outcome = await runInEngine(assets, program, { ...RUN_LIMITS, clock: 'virtual', stallMs: RUN_LIMITS.wallMs });
    expect({ stdout: normalizeOutput(outcome.stdout, '/app'), stderr: normalizeOutput(outcome.stderr, '/app'), code: outcome.code }).toEqual(recorded);
    expect(outcome.handles).toEqual([]);
  });
}

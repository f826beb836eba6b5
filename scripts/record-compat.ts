// Records what Node 24 prints for each program in packages/engine/compat: the truth that the unit tests hold the engine to.
// Usage: node scripts/record-compat.ts [name...]
import { writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { normalizeOutput } from '../packages/engine/compat/normalize-output.ts';
import { listPrograms, packagesOf } from '../packages/engine/compat/program.ts';
import { findNode24, runNative } from '../packages/engine/compat/run-native.ts';

const compat = fileURLToPath(new URL('../packages/engine/compat', import.meta.url));
const wanted = process.argv.slice(2);
const node = findNode24();
for (const program of listPrograms(`${compat}/programs`)) {
  if (wanted.length > 0 && !wanted.some((name) => program.name.startsWith(name))) continue;
  const { outcome, folder } = await runNative(node, program, packagesOf(program, isBuiltin));
  if (outcome.stopped !== undefined) throw new Error(`${program.name} ${outcome.stopped}: a program of this suite ends by itself`);
  const recorded = { stdout: normalizeOutput(outcome.stdout, folder), stderr: normalizeOutput(outcome.stderr, folder), code: outcome.code };
  writeFileSync(`${compat}/recorded/${program.name}.json`, `${JSON.stringify(recorded, undefined, 2)}\n`);
  console.log(`recorded ${program.name}: exit ${outcome.code}, ${outcome.stdout.length + outcome.stderr.length} characters`);
}

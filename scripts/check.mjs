// npm run check: the static checks, all of them even when one fails.
import { run } from './set-up.mjs';

const CHECKS = [
  ['types of the packages', 'tsc', ['-p', 'packages/leakcheck']],
  ['types of the packages', 'tsc', ['-p', 'packages/lab']],
  ['types of the engine', 'tsc', ['-p', 'packages/engine']],
  ['types of the site', 'astro', ['check']],
  ['types of the scripts', 'tsc', ['-p', 'scripts']],
  ['types of the labs', 'node', ['scripts/check-lab-types.ts']],
  ['format and lint', 'biome', ['check', '--error-on-warnings']],
  ['import directions', 'node', ['scripts/check-imports.ts']],
  ['names and clocks', 'node', ['scripts/check-words.ts']],
];

let failures = 0;
for (const [what, command, args] of CHECKS) {
  const code = await run(command, args);
  if (code !== 0) {
    failures++;
    console.error(`check failed: ${what} (${command} ${args.join(' ')})`);
  }
}
process.exitCode = failures === 0 ? 0 : 1;

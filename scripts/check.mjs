// npm run check: the static checks, all of them even when one fails.
import { pathToFileURL } from 'node:url';
import { inSteps, installDependencies, run } from './set-up.mjs';

const CHECKS = [
  ['types of leakcheck', 'tsc', ['-p', 'packages/leakcheck']],
  ['types of the lab package', 'tsc', ['-p', 'packages/lab']],
  ['types of the engine', 'tsc', ['-p', 'packages/engine']],
  ['types of the site', 'astro', ['check']],
  ['types of scripts, tests and bench', 'tsc', ['-p', 'scripts']],
  ['types of the labs', 'node', ['scripts/check-lab-types.ts']],
  ['format and lint', 'biome', ['check', '--error-on-warnings']],
  ['import directions', 'node', ['scripts/check-imports.ts']],
  ['names and clocks', 'node', ['scripts/check-words.ts']],
  ['spelling', 'cspell', ['lint', '--no-progress', '--no-cache']],
];

/** Resolves with how many checks passed and failed, and which failed. */
export async function runChecks() {
  const failed = [];
  for (const [what, command, args] of CHECKS) {
    console.log(`-- ${what}`);
    if ((await run(command, args)) !== 0) failed.push(`${what} (${command} ${args.join(' ')})`);
  }
  return { passed: CHECKS.length - failed.length, failed: failed.length, faults: failed };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await inSteps(async () => {
    await installDependencies();
    const { failed, faults } = await runChecks();
    for (const each of faults) console.error(`check failed: ${each}`);
    process.exitCode = failed === 0 ? 0 : 1;
  });
}

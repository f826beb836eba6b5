// Names that say nothing, and clocks and dice that would make figures differ from run to run. Usage: node scripts/check-words.ts
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EMPTY_NAMES = /^(?:utils?|helpers?|common|manager|misc|info|data)(?:[.-]|$)/i;
/** The guest's own programs may use them: inside the machine clock and seed are ours. */
const DICE = /\bMath\.random\b|\bnew Date\(|\bDate\.(?:now|UTC|parse)\b/;

/** Problems of one file, a line each. */
export function checkWords(file: string, source: string): string[] {
  const problems: string[] = [];
  // Mirrors of Node's modules, and the programs that hold them to Node, keep Node's names.
  if (EMPTY_NAMES.test(basename(file)) && !/\/guest\/node\/|\/compat\//.test(file))
    problems.push(`${file}: a file is named for the one thing it holds, not "${basename(file)}"`);
  if (!/^packages\/[^/]+\/src\//.test(file) || file.includes('/src/guest/') || file.endsWith('.test.ts')) return problems;
  for (const [index, line] of source.split('\n').entries()) {
    if (DICE.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line))
      problems.push(`${file}:${index + 1}: clock and seed are given, not taken (${DICE.exec(line)?.[0]})`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'packages', 'src', 'scripts', 'tests', 'bench'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.(?:ts|tsx|mjs|astro)$/.test(file) && existsSync(join(root, file)));
  const problems = files.flatMap((file) => checkWords(file, readFileSync(join(root, file), 'utf8')));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`words: ${files.length} files`);
}

// Fails on any import that the tables in ARCHITECTURE.md do not allow. Usage: node scripts/check-imports.ts
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importsOf } from './imports-of.ts';
import { type House, holds, parseHouse, roomOf } from './rooms.ts';

const PACKAGES: Readonly<Record<string, string>> = {
  '@unhandled/engine/images': 'packages/engine/images/x',
  '@unhandled/engine': 'packages/engine/src/index.ts',
  '@unhandled/lab': 'packages/lab/src/index.ts',
  '@unhandled/leakcheck': 'packages/leakcheck/src/index.ts',
};

/** The file in this repository that an import means; undefined for npm packages and Node's modules. */
export function targetOf(file: string, specifier: string): string | undefined {
  const own = Object.entries(PACKAGES).find(([name]) => specifier === name || specifier.startsWith(`${name}/`));
  if (own) return own[1];
  if (specifier.startsWith('/')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return undefined;
  const target = normalize(join(dirname(file), specifier)).replaceAll('\\', '/');
  return target.startsWith('node_modules/') || target.startsWith('..') ? undefined : target;
}

/** Broken rules, a line each. */
export function checkFile(house: House, file: string, source: string): string[] {
  const room = roomOf(house.rooms, file);
  if (room === undefined) return [`${file}: belongs to no room; add its folder to the table in ARCHITECTURE.md`];
  const isTest = /\.test\.tsx?$/.test(file);
  const allowed = isTest ? [...room.mayImport, ...house.testsMayImport] : room.mayImport;
  const problems: string[] = [];
  for (const { specifier, line } of importsOf(file, source)) {
    const target = targetOf(file, specifier);
    if (target === undefined) {
      const home = house.homes.find(({ packageName }) => specifier === packageName || specifier.startsWith(`${packageName}/`));
      if (home && !isTest && !home.paths.some((path) => holds(path, file)))
        problems.push(`${file}:${line}: "${specifier}" may be imported by ${home.paths.join(', ')} only`);
      continue;
    }
    const other = roomOf(house.rooms, target);
    if (other === undefined || other.name === room.name || allowed.includes('all') || allowed.includes(other.name)) continue;
    problems.push(`${file}:${line}: "${room.name}" may not import "${other.name}" (${specifier}); it may import ${allowed.join(', ') || 'nothing'}`);
  }
  return problems;
}

/** What learners and the compat programs run is inside the machine, where these rooms do not exist. */
const INSIDE_THE_MACHINE = /^labs\/[^/]+\/(?:src|start|solution|wrong)\/|^packages\/engine\/compat\/programs\//;

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const house = parseHouse(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.astro', '*.mdx'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && !INSIDE_THE_MACHINE.test(file) && existsSync(join(root, file)));
  const problems = files.flatMap((file) => checkFile(house, file, readFileSync(join(root, file), 'utf8')));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`imports: ${files.length} files in ${house.rooms.length} rooms, all as ARCHITECTURE.md allows`);
}

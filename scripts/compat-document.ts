// docs/compat.md: what the compat programs cover, where they differ and why, and what the engine refuses by name.
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../packages/engine/compat/outcome.ts';
import { RUN_LIMITS } from '../packages/engine/compat/outcome.ts';
import type { Program } from '../packages/engine/compat/program.ts';
import { runNative } from '../packages/engine/compat/run-native.ts';
import type { ProgramResult } from './compat.ts';
import type { EnginePage } from './engine-page.ts';

/** Exported names of each module, or the code with which it is refused. */
type Surface = Readonly<Record<string, readonly string[] | string>>;

export interface Surfaces {
  readonly node: Surface;
  readonly engine: Surface;
}

/** Prints the exports of every public module. */
const SURFACE_PROGRAM = `
const { createRequire } = await import('node:module');
const require = createRequire(import.meta.url);
const surface = {};
for (const name of process.argv.slice(2)) {
  try {
    surface[name] = Object.keys(require('node:' + name)).sort();
  } catch (error) {
    surface[name] = String(error.code);
  }
}
console.log(JSON.stringify(surface));
`;

export async function readSurface(page: EnginePage, node: string): Promise<Surfaces> {
  const args = builtinModules.filter((name) => !name.startsWith('_') && !name.startsWith('node:')).concat('test', 'sqlite', 'sea', 'test/reporters');
  const program: Program = { name: 'surface', main: 'surface.mjs', files: { 'surface.mjs': new TextEncoder().encode(SURFACE_PROGRAM) }, wishes: { args } };
  const native = await runNative(node, program, []);
  const engine = await page.run(0, { image: 'node', bundles: [] }, program, { ...RUN_LIMITS, clock: 'virtual' });
  return { node: parseSurface(native.outcome), engine: parseSurface(engine) };
}

function parseSurface(outcome: Outcome): Surface {
  if (outcome.code !== 0) throw new Error(`Cannot list the modules: ${outcome.stopped ?? outcome.stderr}`);
  return JSON.parse(outcome.stdout) as Surface;
}

/** `http-agent-limits.mjs` belongs to http. */
function areaOf(name: string): string {
  return /^[^-./]+/.exec(name)?.[0] ?? name;
}

function countBy<T>(items: readonly T[], key: (item: T) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function modulesOf(programs: readonly Program[]): [string, number][] {
  const uses = programs.flatMap((program) => {
    const text = Object.values(program.files)
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('\n');
    return [...new Set([...text.matchAll(/['"]node:([a-z_]+(?:\/[a-z_]+)?)['"]/g)].map((match) => match[1] as string))];
  });
  return countBy(
    uses.filter((name) => builtinModules.includes(name) || name === 'test'),
    (name) => name,
  );
}

/** Single functions that are refused by name, from the guest's own sources: `unavailable('fs.watchFile()')`. */
function refusedFunctions(): string[] {
  const guest = fileURLToPath(new URL('../packages/engine/src/guest/', import.meta.url));
  const found = new Set<string>();
  for (const folder of ['node', 'internal']) {
    for (const file of readdirSync(guest + folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
      for (const match of readFileSync(`${guest}${folder}/${file}`, 'utf8').matchAll(/\bunavailable\(\s*'([^']+)'/g)) found.add(match[1] as string);
    }
  }
  return [...found].sort();
}

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

function surfaceRows({ node, engine }: Surfaces): { table: string[]; refused: string[] } {
  const refused: string[] = [];
  const table: string[] = [];
  for (const [name, exports] of Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const here = engine[name];
    if (typeof exports === 'string') continue;
    if (here === undefined || typeof here === 'string') {
      refused.push(name);
      continue;
    }
    const held = new Set(here);
    const missing = exports.filter((each) => !held.has(each) && !each.startsWith('_'));
    table.push(`| \`${name}\` | ${exports.length - missing.length} of ${exports.length} | ${code(missing)} |`);
  }
  return { table, refused };
}

export function compatDocument(programs: readonly Program[], different: readonly ProgramResult[], surfaces: Surfaces): string {
  const { table, refused } = surfaceRows(surfaces);
  const areas = countBy(programs, ({ name }) => areaOf(name));
  const modules = modulesOf(programs);
  const differences = different.map(({ name, reason }) => `- \`${name}\`: ${reason ?? '**no reason known: a fault**'}`);
  return `# Compatibility with Node 24

Written by \`npm run compat\`, which runs ${programs.length} programs on native Node 24 and in the engine inside Chromium, and compares what they print and how they end. ${programs.length - different.length} are identical.

What is compared: stdout, what stderr says, the exit code. What is not: where the program lies, stack frames and their columns, the process id, how much a program without an end had printed when it was stopped.

## Differences

${differences.length === 0 ? 'None.' : differences.join('\n')}

## Programs

| Area | Programs |
|--|--|
${areas.map(([area, count]) => `| ${area} | ${count} |`).join('\n')}

Modules that they import: ${modules.map(([name, count]) => `\`${name}\` (${count})`).join(', ')}.

## Exports

What each module of Node 24 exports, and which of those names the engine does not have.

| Module | Held | Missing |
|--|--|--|
${table.join('\n')}

## Refused by name

These throw \`ERR_UNSUPPORTED\` and say what is missing, at the call or at the import.

Modules: ${code(refused)}.

${refusedFunctions()
  .map((name) => `- \`${name}\``)
  .join('\n')}
`;
}

// npm run compat: each program on native Node 24 and in the engine inside Chromium, side by side.
// Usage: npm run compat -- [--json] [--dir FOLDER] [--filter TEXT] [--clock virtual|real] [--timeout SECONDS]
// Without --dir it takes packages/engine/compat/programs and, when all of them ran, writes docs/compat.md.
// The exit code is 1 when a program differs without a reason in packages/engine/compat/reasons.ts.
import { writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareOutcomes, type Difference } from '../packages/engine/compat/compare.ts';
import { RUN_LIMITS } from '../packages/engine/compat/outcome.ts';
import { listPrograms, packagesOf, type Program } from '../packages/engine/compat/program.ts';
import { REASONS } from '../packages/engine/compat/reasons.ts';
import { findNode24, runNative } from '../packages/engine/compat/run-native.ts';
import { compatDocument, readSurface } from './compat-document.ts';
import { type EnginePage, imageNames, openBrowser, openEnginePage } from './engine-page.ts';
import { packageSetForProgram } from './image-names.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Programs mostly wait, so more of them run than there are cores; each has its own worker. */
const AT_ONCE = 4;

export interface ProgramResult extends Difference {
  readonly name: string;
  readonly reason?: string;
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    dir: { type: 'string' },
    filter: { type: 'string' },
    clock: { type: 'string' },
    timeout: { type: 'string' },
  },
});
const limits = { ...RUN_LIMITS, wallMs: options.timeout === undefined ? RUN_LIMITS.wallMs : Number(options.timeout) * 1000 };
const node = findNode24();

/** Both sides of one program. */
async function compareOnce(page: EnginePage, worker: number, program: Program, clock: 'virtual' | 'real'): Promise<Difference | undefined> {
  const wanted = packagesOf(program, isBuiltin);
  const [native, engine] = await Promise.all([
    runNative(node, program, wanted, limits),
    page.run(worker, packageSetForProgram(wanted), program, { ...limits, clock }),
  ]);
  return compareOutcomes(native.outcome, engine, native.folder);
}

/** Runs `work` over all programs, `count` at a time; each of those has its number. */
async function inParallel(programs: readonly Program[], count: number, work: (program: Program, slot: number) => Promise<void>): Promise<void> {
  const left = [...programs];
  const one = async (slot: number) => {
    for (let program = left.shift(); program !== undefined; program = left.shift()) await work(program, slot);
  };
  await Promise.all(Array.from({ length: count }, (_, slot) => one(slot)));
}

/**
 * A difference counts when it stands with the other clock, too, and once more with nothing beside it: some programs watch
 * the clock while they compute, and on a busy machine Node's own timers come late. One with a reason needs no third run.
 */
async function compareAll(page: EnginePage, programs: readonly Program[]): Promise<ProgramResult[]> {
  const [first, second] = options.clock === undefined ? (['virtual', 'real'] as const) : ([options.clock, options.clock] as ('virtual' | 'real')[]);
  const differing = new Map<string, Difference>();
  const compareInto =
    (clock: 'virtual' | 'real' = 'virtual') =>
    async (program: Program, slot: number) => {
      const difference = await compareOnce(page, slot, program, clock);
      if (difference === undefined) differing.delete(program.name);
      else differing.set(program.name, difference);
    };
  await inParallel(programs, AT_ONCE, compareInto(first));
  const suspects = () => programs.filter(({ name }) => differing.has(name));
  await inParallel(suspects(), AT_ONCE - 1, compareInto(second));
  const unexplained = suspects().filter(({ name }) => options.dir !== undefined || REASONS[name] === undefined);
  await inParallel(unexplained, 1, compareInto(first));
  return programs.flatMap(({ name }) => {
    const difference = differing.get(name);
    const reason = options.dir === undefined ? REASONS[name] : undefined;
    return difference === undefined ? [] : [{ name, ...difference, ...(reason === undefined ? {} : { reason }) }];
  });
}

function printTable(programs: readonly Program[], different: readonly ProgramResult[]): void {
  const byName = new Map(different.map((each) => [each.name, each]));
  for (const { name } of programs) {
    const found = byName.get(name);
    console.log(`${found === undefined ? 'same' : found.reason === undefined ? 'DIFF' : 'diff'}  ${name}`);
    if (found === undefined) continue;
    if (found.reason !== undefined) console.log(`        reason: ${found.reason}`);
    for (const stream of ['stdout', 'stderr'] as const) {
      const at = found[stream];
      if (at !== undefined) console.log(`        ${stream}, line ${at.line}\n          Node    ${at.node}\n          engine  ${at.engine}`);
    }
    if (found.code !== undefined) console.log(`        exit code: Node ${found.code.node}, engine ${found.code.engine}`);
    for (const side of ['node', 'engine'] as const) if (found.stopped?.[side] !== undefined) console.log(`        ${side} ${found.stopped[side]}`);
  }
  console.log(`\n${programs.length} programs, ${programs.length - different.length} identical, ${different.length} different`);
}

const folder = options.dir === undefined ? join(ROOT, 'packages/engine/compat/programs') : resolve(process.env['INIT_CWD'] ?? '.', options.dir);
const programs = listPrograms(folder).filter(({ name }) => options.filter === undefined || name.includes(options.filter));
if (programs.length === 0)
  throw new Error(`There is no program in ${folder}${options.filter === undefined ? '' : ` whose name has "${options.filter}" in it`}`);

const browser = await openBrowser();
try {
  const page = await openEnginePage(browser, imageNames());
  const different = await compareAll(page, programs);
  if (options.json) console.log(JSON.stringify({ total: programs.length, identical: programs.length - different.length, different }, undefined, 2));
  else printTable(programs, different);
  if (options.dir === undefined && options.filter === undefined) {
    const surface = await readSurface(page, node);
    writeFileSync(join(ROOT, 'docs/compat.md'), compatDocument(programs, different, surface));
  }
  const differing = new Set(different.map(({ name }) => name));
  for (const { name } of options.dir === undefined ? programs : [])
    if (name in REASONS && !differing.has(name)) console.error(`${name} is identical now: take its reason out of packages/engine/compat/reasons.ts`);
  if (different.some(({ reason }) => reason === undefined)) process.exitCode = 1;
  await page.close();
} finally {
  await browser.close();
}

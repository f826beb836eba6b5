// npm run bench:noise -- [--json] [--write]: the noise behind Rule B's thresholds. A clean Express app in a process of its own, and in
// the test's own process with node:test, vitest and jest, over and over; then leaks of known size, and what comes back of them.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkLeaks } from '../../packages/leakcheck/check/index.ts';
import { RULE_B } from '../../packages/leakcheck/src/index.ts';
import { writeTable } from './write-table.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, '../..');
const RUNS = 3;
/** What a leaking request of noise/app.mjs keeps, all told. */
const LEAKED_BYTES = [64, 160, 288, 1056];

/** Retained bytes per request from one round to the next, of one run. */
interface Run {
  readonly firstRounds: readonly number[];
  readonly spread: number;
  readonly slope: number;
}

function runOf(heapBytes: readonly number[], slope: number): Run {
  const steps = heapBytes.slice(1).map((bytes, i) => (bytes - (heapBytes[i] as number)) / RULE_B.requestsPerRound);
  const counted = steps.slice(RULE_B.discardRounds, RULE_B.discardRounds + RULE_B.rounds - 1).map((step) => step - slope);
  const spread = Math.sqrt(counted.reduce((sum, step) => sum + step * step, 0) / counted.length);
  return { firstRounds: steps.slice(0, RULE_B.discardRounds - 1), spread, slope };
}

const request = { path: '/tea/none', expect: 404 };

async function ownProcess(args: readonly string[]): Promise<Run> {
  const { heap } = await checkLeaks({ start: 'noise/serve.mjs', args, cwd: HERE, request });
  if (heap === undefined) throw new Error('The server that is measured leaks handles');
  return runOf(heap.heapBytes, heap.slope);
}

/** A test runner that checks the same app in its own process, and says what it read. */
async function inside(command: readonly string[]): Promise<Run> {
  const child = fork(command[0] as string, command.slice(1), {
    cwd: join(HERE, 'noise'),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: command[0]?.includes('jest') ? ['--experimental-vm-modules'] : [],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  await once(child, 'close');
  const [, found] = /READ (\{.*?\})/.exec(text.replaceAll('\\"', '"')) ?? [];
  if (found === undefined) throw new Error(`${command.join(' ')} told no reading:\n${text}`);
  const { heapBytes, slope } = JSON.parse(found) as { heapBytes: number[]; slope: number };
  return runOf(heapBytes, slope);
}

const WAYS: Readonly<Record<string, () => Promise<Run>>> = {
  'a file, in a process of its own': () => ownProcess(['0']),
  'a function, in node:test': () => inside([join(HERE, 'noise/noise.node.mjs')]),
  'a function, in vitest': () => inside([join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'vitest.config.mjs']),
  'a function, in jest': () => inside([join(HERE, 'node_modules/jest/bin/jest.js'), '--config', 'jest.config.json']),
};

const rounded = (values: readonly number[]) => values.map((value) => value.toFixed(1));
const range = (values: readonly number[]) => `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;

if (!existsSync(join(HERE, 'node_modules/jest')))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: HERE, stdio: ['ignore', 'inherit', 'inherit'] });
// The runners take the package as it is published.
for (const step of ['build', 'restore'])
  execFileSync(process.execPath, [join(ROOT, 'scripts/pack-leakcheck.ts'), step], { stdio: ['ignore', 'inherit', 'inherit'] });
const clean: Record<string, Run[]> = {};
for (const [name, way] of Object.entries(WAYS)) {
  clean[name] = [];
  for (let run = 0; run < RUNS; run++) clean[name].push(await way());
  console.error(`${name}: slopes ${rounded(clean[name].map(({ slope }) => slope)).join(', ')} B per request`);
}
const recovered: Record<string, number[]> = {};
for (const bytes of LEAKED_BYTES) {
  recovered[bytes] = [];
  for (let run = 0; run < RUNS; run++) recovered[bytes].push((await ownProcess([String(bytes)])).slope);
  console.error(`${bytes} B leaked: ${rounded(recovered[bytes]).join(', ')} B per request`);
}
if (process.argv.includes('--write')) {
  const noiseRows = Object.entries(clean).map(([name, runs]) => {
    const first = runs.flatMap(({ firstRounds }) => firstRounds);
    return `| ${name} | ${range(first)} | ${range(runs.map(({ spread }) => spread))} | ${range(runs.map(({ slope }) => slope))} |`;
  });
  const head = `| | rounds 1 to ${RULE_B.discardRounds}, discarded | spread of a later round | slope of ten rounds |`;
  writeTable('noise', [head, '|--|--|--|--|', ...noiseRows, '', `Bytes per request, over ${RUNS} runs each.`].join('\n'));
  const leakRows = Object.entries(recovered).map(([bytes, slopes]) => `| ${bytes} | ${range(slopes)} |`);
  writeTable('recovered', ['| leaked, B per request | slope found |', '|--|--|', ...leakRows].join('\n'));
}
console.log(JSON.stringify({ clean, recovered }, null, process.argv.includes('--json') ? undefined : 2));

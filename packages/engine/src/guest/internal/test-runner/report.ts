import { formatFrames } from '../error-stack.ts';
import { inspect } from '../inspect.ts';
import { sys } from '../sys.ts';
import { workingDirectory } from '../working-directory.ts';
import type { Outcome, Test } from './test.ts';

const STDOUT = 1;
const MARK: Readonly<Record<Outcome, string>> = { pass: '✔', fail: '✖', cancelled: '✖', skipped: '﹣', todo: '✔' };

function print(line: string): void {
  sys.stdioWrite(STDOUT, `${line}\n`);
}

function note(test: Test): string {
  const word = test.outcome === 'skipped' ? 'SKIP' : test.outcome === 'todo' ? 'TODO' : '';
  if (word === '') return '';
  return ` # ${test.reason ?? word}`;
}

function lineOf(test: Test): string {
  return `${MARK[test.outcome ?? 'pass']} ${test.name} (${Number(test.durationMs.toFixed(6))}ms)${note(test)}`;
}

const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
const failed: Test[] = [];
/** Suites and tests with subtests whose heading has been printed. */
const opened = new WeakSet<Test>();

function openParents(test: Test): void {
  const { parent } = test;
  if (parent === undefined || parent.kind === 'root' || opened.has(parent)) return;
  openParents(parent);
  opened.add(parent);
  print(`${'  '.repeat(parent.depth)}▶ ${parent.name}`);
}

/** Prints one that is through, as Node's `spec` reporter does. */
export function reportTest(test: Test): void {
  if (test.kind === 'root') return;
  openParents(test);
  const indent = '  '.repeat(test.depth);
  print(indent + lineOf(test));
  for (const message of test.diagnostics) print(`${indent}ℹ ${message}`);
  if (test.kind === 'suite') counts.suites++;
  else {
    counts.tests++;
    counts[test.outcome ?? 'pass']++;
  }
  if (test.outcome === 'fail' || test.outcome === 'cancelled') {
    if (test.children.every(({ outcome }) => outcome !== 'fail' && outcome !== 'cancelled')) failed.push(test);
  }
}

/** Prints the totals, then once more what failed. Returns whether anything did. */
export function reportSummary(durationMs: number): boolean {
  for (const [name, count] of Object.entries(counts)) print(`ℹ ${name} ${count}`);
  print(`ℹ duration_ms ${Number(durationMs.toFixed(6))}`);
  if (failed.length === 0) return false;
  print('\n✖ failing tests:');
  for (const test of failed) {
    print('');
    print(placeOf(test));
    print(lineOf(test));
    const { error } = test;
    const isOwn = error instanceof Error && (error as { code?: unknown }).code === 'ERR_TEST_FAILURE';
    print(indentText(inspect(isOwn ? error.message : error), '  '));
  }
  return true;
}

/** `test at main.mjs:4:1`, relative to the working directory. */
function placeOf(test: Test): string {
  const found = /\(?(\/[^()\s]+:\d+:\d+)\)?$/m.exec(formatFrames(test.stack));
  const root = `${workingDirectory()}/`;
  const place = found?.[1] ?? '';
  return `test at ${place.startsWith(root) ? place.slice(root.length) : place}`;
}

function indentText(text: string, indent: string): string {
  return text
    .split('\n')
    .map((line) => indent + line)
    .join('\n');
}

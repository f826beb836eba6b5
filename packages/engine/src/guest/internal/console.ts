import { formatMessage, inspect } from './inspect.ts';
import { process } from './process.ts';
import { sys } from './sys.ts';

const counts = new Map<string, number>();
const timers = new Map<string, number>();
let indentation = '';

function print(stream: 'stdout' | 'stderr', text: string): void {
  const lines = indentation === '' ? text : text.split('\n').map((line) => indentation + line).join('\n');
  process[stream].write(`${lines}\n`);
}

const log = (...args: unknown[]) => print('stdout', formatMessage(...args));
const warn = (...args: unknown[]) => print('stderr', formatMessage(...args));

function table(rows: unknown): void {
  if (typeof rows !== 'object' || rows === null) return log(rows);
  const keys = [...new Set(Object.values(rows).flatMap((row) => (typeof row === 'object' && row !== null ? Object.keys(row) : ['Values'])))];
  const cells = [['(index)', ...keys], ...Object.entries(rows).map(([index, row]) => [index, ...keys.map((key) => (typeof row === 'object' && row !== null ? (key in row ? inspect((row as Record<string, unknown>)[key]) : '') : inspect(row)))])];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)) + 2) ?? [];
  const rule = (left: string, middle: string, right: string) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const line = (row: string[]) => `│${row.map((cell, column) => ` ${cell}`.padEnd(widths[column] ?? 0)).join('│')}│`;
  print('stdout', [rule('┌', '┬', '┐'), line(cells[0] ?? []), rule('├', '┼', '┤'), ...cells.slice(1).map(line), rule('└', '┴', '┘')].join('\n'));
}

function elapsed(label: string): string | undefined {
  const start = timers.get(label);
  if (start === undefined) return undefined;
  const ms = sys.monotonicMs() - start;
  return `${label}: ${ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`}`;
}

export const console = {
  log, info: log, debug: log, dirxml: log, error: warn, warn,
  trace: (...args: unknown[]) => warn(`Trace: ${formatMessage(...args)}\n${String(new Error().stack).split('\n').slice(2).join('\n')}`),
  dir: (value: unknown, options?: object) => print('stdout', inspect(value, options)),
  assert: (ok: unknown, ...args: unknown[]) => ok || warn(args.length > 0 ? `Assertion failed: ${formatMessage(...args)}` : 'Assertion failed'),
  count(label = 'default') {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    log(`${label}: ${counts.get(label)}`);
  },
  countReset: (label = 'default') => void counts.delete(label),
  time: (label = 'default') => void timers.set(label, sys.monotonicMs()),
  timeLog: (label = 'default', ...args: unknown[]) => log(elapsed(label) ?? `Timer '${label}' does not exist`, ...args),
  timeEnd(label = 'default') {
    const text = elapsed(label);
    if (text !== undefined) log(text);
    timers.delete(label);
  },
  group(...args: unknown[]) {
    if (args.length > 0) log(...args);
    indentation += '  ';
  },
  groupCollapsed: (...args: unknown[]) => console.group(...args),
  groupEnd() {
    indentation = indentation.slice(2);
  },
  table,
};

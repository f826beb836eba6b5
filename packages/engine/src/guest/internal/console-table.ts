import { inspect } from './inspect.ts';
import { columnsOf } from './inspect-text.ts';

const INDEX = '(index)';
const ITERATION_INDEX = '(iteration index)';
const KEY = 'Key';
const VALUES = 'Values';

function isObject(value: unknown): value is object {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

function cellText(value: unknown): string {
  const isDeep = isObject(value) && !Array.isArray(value) && Object.keys(value).length > 2;
  return inspect(value, { maxArrayLength: 3, breakLength: Number.POSITIVE_INFINITY, depth: isDeep ? -1 : 0 });
}

function draw(head: readonly string[], columns: readonly (readonly string[])[]): string {
  const rowCount = Math.max(0, ...columns.map((column) => column.length));
  const rows = Array.from({ length: rowCount }, (_, row) => columns.map((column) => column[row] ?? ''));
  const widths = head.map((title, at) => Math.max(columnsOf(title), ...rows.map((row) => columnsOf(row[at] as string))));
  const rule = (left: string, middle: string, right: string) => left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  const line = (cells: readonly string[]) => `│${cells.map((cell, at) => ` ${cell}${' '.repeat((widths[at] as number) - columnsOf(cell) + 1)}`).join('│')}│`;
  return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...rows.map(line), rule('└', '┴', '┘')].join('\n');
}

/** What console.table prints; undefined when there is nothing tabular about the value. */
export function tableText(data: unknown, properties?: readonly string[]): string | undefined {
  if (!isObject(data)) return undefined;
  if (data instanceof Map) {
    const entries = [...data];
    return draw(
      [ITERATION_INDEX, KEY, VALUES],
      [entries.map((_, at) => String(at)), entries.map(([key]) => cellText(key)), entries.map(([, value]) => cellText(value))],
    );
  }
  const isSet = data instanceof Set;
  const rows: [string, unknown][] = isSet ? [...data].map((value, at) => [String(at), value]) : Object.entries(data);
  const columns = new Map<string, string[]>(properties?.map((name) => [name, []]));
  const values: string[] = [];
  let hasValues = false;
  for (const [at, [, row]] of rows.entries()) {
    if (!isObject(row)) {
      hasValues = true;
      values[at] = cellText(row);
      continue;
    }
    for (const name of properties ?? Object.keys(row)) {
      const column = columns.get(name) ?? [];
      columns.set(name, column);
      if (Object.hasOwn(row, name)) column[at] = cellText((row as Record<string, unknown>)[name]);
    }
  }
  const head = [isSet ? ITERATION_INDEX : INDEX, ...columns.keys()];
  const body = [rows.map(([index]) => index), ...columns.values()].map((column) => Array.from({ length: rows.length }, (_, at) => column[at] ?? ''));
  if (hasValues) {
    head.push(VALUES);
    body.push(Array.from({ length: rows.length }, (_, at) => values[at] ?? ''));
  }
  return draw(head, body);
}

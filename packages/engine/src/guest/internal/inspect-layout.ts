import { columnsOf } from './inspect-text.ts';

/** What the layout of one object depends on. */
export interface Layout {
  readonly compact: number | boolean;
  readonly breakLength: number;
  readonly maxArrayLength: number;
  readonly indentation: number;
  /** Levels of nesting below this object that were printed. */
  readonly levelsBelow: number;
  readonly colors: boolean;
}

export interface Parts {
  /** What stands before the brace: a function's or an error's own text. */
  readonly base: string;
  readonly open: string;
  readonly close: string;
  readonly isArray: boolean;
  /** The list itself, when its numbers decide the alignment. */
  readonly list: ArrayLike<unknown> | undefined;
}

/** Room that Node leaves when it decides whether entries fit on one line. */
const LINE_RESERVE = 10;
/** Lists longer than this are put into columns. */
const MIN_GROUPED = 6;
/** Characters are about this much higher than wide. */
const CHARACTER_HEIGHT = 2.5;
const MAX_COLUMNS = 15;
/** A comma and a space. */
const SEPARATOR_COLUMNS = 2;

/** One line when it is short and shallow enough, else one entry a line; long lists in columns. */
export function layOut(entries: string[], parts: Parts, layout: Layout): string {
  const { base, open, close } = parts;
  const before = base === '' ? '' : `${base} `;
  const indentation = ' '.repeat(layout.indentation);
  if (layout.compact === true) {
    if (fits(entries, 0, base, layout)) return `${open}${base === '' ? '' : ` ${base}`} ${entries.join(', ')} ${close}`;
    const start = base === '' && open.length === 1 ? ' ' : `${base === '' ? '' : ` ${base}`}\n${indentation}  `;
    return `${open}${start}${entries.join(`,\n${indentation}  `)} ${close}`;
  }
  let lines = entries;
  if (typeof layout.compact === 'number' && layout.compact >= 1) {
    if (parts.isArray && entries.length > MIN_GROUPED) lines = inColumns(entries, parts.list, layout, layout.compact);
    if (lines === entries && layout.levelsBelow < layout.compact) {
      const start = entries.length + layout.indentation + open.length + base.length + LINE_RESERVE;
      if (fits(entries, start, base, layout)) {
        const joined = entries.join(', ');
        if (!joined.includes('\n')) return `${before}${open} ${joined} ${close}`;
      }
    }
  }
  return `${before}${open}\n${indentation}  ${lines.join(`,\n${indentation}  `)}\n${indentation}${close}`;
}

function fits(entries: readonly string[], start: number, base: string, layout: Layout): boolean {
  if (base.includes('\n')) return false;
  if (layout.breakLength === Number.POSITIVE_INFINITY) return !entries.some((entry) => entry.includes('\n'));
  let total = entries.length + start;
  if (total + entries.length > layout.breakLength) return false;
  for (const entry of entries) {
    total += layout.colors ? columnsOf(entry) : entry.length;
    if (total > layout.breakLength) return false;
  }
  return true;
}

/** About as many columns as make a square block, numbers aligned to the right. Returns the same array when grouping does not help. */
function inColumns(entries: string[], list: ArrayLike<unknown> | undefined, layout: Layout, compact: number): string[] {
  // The "... n more items" line stays on its own.
  const hasMore = layout.maxArrayLength < entries.length;
  const count = hasMore ? entries.length - 1 : entries.length;
  const widths = entries.slice(0, count).map((entry) => columnsOf(entry));
  const total = widths.reduce((sum, width) => sum + width + SEPARATOR_COLUMNS, 0);
  const longest = widths.reduce((most, width) => Math.max(most, width), 0);
  const widest = longest + SEPARATOR_COLUMNS;
  if (widest * 3 + layout.indentation >= layout.breakLength || (total / widest <= 5 && longest > 6)) return entries;
  const bias = Math.sqrt(widest - total / entries.length);
  const biased = Math.max(widest - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(CHARACTER_HEIGHT * biased * count) / biased),
    Math.floor((layout.breakLength - layout.indentation) / widest),
    compact * 4,
    MAX_COLUMNS,
  );
  if (columns <= 1) return entries;
  const columnWidths: number[] = [];
  for (let column = 0; column < columns; column++) {
    let width = 0;
    for (let at = column; at < count; at += columns) width = Math.max(width, widths[at] as number);
    columnWidths.push(width + SEPARATOR_COLUMNS);
  }
  const alignRight = list !== undefined && entries.every((_, at) => typeof list[at] === 'number' || typeof list[at] === 'bigint');
  const rows: string[] = [];
  for (let from = 0; from < count; from += columns) {
    const last = Math.min(from + columns, count) - 1;
    let row = '';
    for (let at = from; at <= last; at++) {
      const text = entries[at] as string;
      // Wide and coloured characters take fewer or more columns than the string has units.
      const room = (columnWidths[at - from] as number) + text.length - (widths[at] as number);
      if (at < last) row += alignRight ? `${text}, `.padStart(room) : `${text}, `.padEnd(room);
      else row += alignRight ? text.padStart(room - SEPARATOR_COLUMNS) : text;
    }
    rows.push(row);
  }
  if (hasMore) rows.push(entries[count] as string);
  return rows;
}

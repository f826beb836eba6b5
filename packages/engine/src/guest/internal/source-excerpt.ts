import { OPEN } from '../../abi/open-flags.ts';
import { sys } from './sys.ts';

const decoder = new TextDecoder();
/** A longer file is not read for the sake of one line. */
const MAX_BYTES = 1_000_000;
/** A longer line (generated code) would hide the message below it. */
const MAX_COLUMNS = 200;

/** `file:line`, the line itself and a mark below the place, as Node shows where an uncaught exception came from; '' when the stack names no file. */
export function sourceExcerpt(stack: string): string {
  const frame = /^\s+at (?:.*\()?(\/[^()\n]+?):(\d+):(\d+)\)?$/m.exec(stack);
  if (frame === null) return '';
  const [, file = '', lineNumber = '', column = ''] = frame;
  const line = readText(file).split('\n')[Number(lineNumber) - 1] ?? '';
  if (line === '' || line.length > MAX_COLUMNS) return `${file}:${lineNumber}\n\n`;
  return `${file}:${lineNumber}\n${line}\n${' '.repeat(markedColumn(line, Number(column) - 1))}^\n\n`;
}

/** The `throw` where there is one: the engine's column is that of what was evaluated last. */
function markedColumn(line: string, column: number): number {
  const thrown = [...line.matchAll(/\bthrow\b/g)].findLast(({ index }) => index <= column);
  return thrown?.index ?? Math.max(0, column);
}

function readText(file: string): string {
  const fd = sys.fsOpen(file, OPEN.RDONLY, 0, '');
  if (fd < 0) return '';
  try {
    const bytes = sys.fsRead(fd, MAX_BYTES, 0);
    return typeof bytes === 'number' ? '' : decoder.decode(bytes);
  } finally {
    sys.fsClose(fd);
  }
}

/** Lines that one call may span before its text is not worth showing. */
const MAX_CALL_LINES = 10;

/** The text of the call of an assertion that is being made, as it stands in the program: `assert(a === b)`. @param above the function that was called. */
export function callText(above: unknown): string | undefined {
  const target: { stack?: string } = {};
  (Error as unknown as { captureStackTrace(target: object, above: unknown): void }).captureStackTrace(target, above);
  const frame = /^\s+at (?:.*\()?(\/[^()\n]+?):(\d+):(\d+)\)?$/m.exec(target.stack ?? '');
  if (frame === null) return undefined;
  const first = Number(frame[2]) - 1;
  const column = Number(frame[3]) - 1;
  const text = readText(frame[1] as string)
    .split('\n')
    .slice(first, first + MAX_CALL_LINES)
    .join('\n');
  // The engine's column is somewhere inside the call: that of the argument evaluated last.
  const calls = [...text.matchAll(/(?:\w+\.)*(?:assert|ok|strict)\w*(?:\.\w+)*\s*\(/g)].map(({ index }) => ({ start: index, end: endOfCall(text, index) }));
  const call = calls.findLast(({ start, end }) => start <= column && end !== undefined && column < end);
  return call === undefined ? undefined : text.slice(call.start, call.end).replace(/\n/g, '\n  ');
}

function endOfCall(text: string, start: number): number | undefined {
  let depth = 0;
  let quote = '';
  for (let at = text.indexOf('(', start); at < text.length; at++) {
    const char = text[at] as string;
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at + 1;
  }
  return undefined;
}

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
  return `${file}:${lineNumber}\n${line}\n${' '.repeat(Math.max(0, Number(column) - 1))}^\n\n`;
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

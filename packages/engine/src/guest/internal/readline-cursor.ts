import { codedError, invalidArgValue } from './errors.ts';
import { nextTick } from './tick-queue.ts';
import { assertFunction } from './validate.ts';

type Done = (error?: Error | null) => void;

interface Terminal {
  write(text: string, done?: Done): boolean;
}

const START = '\x1b[';

/** Writes a control sequence; without a stream or a sequence there is only the callback. */
function send(stream: Terminal | null | undefined, sequence: string, done: Done | undefined): boolean {
  if (stream !== null && stream !== undefined && sequence !== '') return stream.write(sequence, done);
  if (done !== undefined) nextTick(done, null);
  return true;
}

function check(done: unknown): void {
  if (done !== undefined) assertFunction(done, 'callback');
}

function assertNotNaN(value: unknown, name: string): void {
  if (Number.isNaN(value)) throw invalidArgValue(name, value);
}

export function cursorTo(stream: Terminal | null | undefined, x: number, y?: number | Done, callback?: Done): boolean {
  check(callback);
  const [row, done] = typeof y === 'function' ? [undefined, y] : [y, callback];
  assertNotNaN(x, 'x');
  assertNotNaN(row, 'y');
  if (stream === null || stream === undefined || (typeof x !== 'number' && typeof row !== 'number')) return send(undefined, '', done);
  if (typeof x !== 'number') throw codedError(TypeError, 'ERR_INVALID_CURSOR_POS', 'Cannot set cursor row without setting its column');
  return send(stream, typeof row === 'number' ? `${START}${row + 1};${x + 1}H` : `${START}${x + 1}G`, done);
}

export function moveCursor(stream: Terminal | null | undefined, dx: number, dy: number, callback?: Done): boolean {
  check(callback);
  let sequence = '';
  if (dx !== 0 && dx) sequence += dx < 0 ? `${START}${-dx}D` : `${START}${dx}C`;
  if (dy !== 0 && dy) sequence += dy < 0 ? `${START}${-dy}A` : `${START}${dy}B`;
  return send(stream, sequence, callback);
}

/** @param direction -1 to the left of the cursor, 1 to its right, 0 all of it. */
export function clearLine(stream: Terminal | null | undefined, direction: number, callback?: Done): boolean {
  check(callback);
  return send(stream, `${START}${direction < 0 ? '1K' : direction > 0 ? '0K' : '2K'}`, callback);
}

export function clearScreenDown(stream: Terminal | null | undefined, callback?: Done): boolean {
  check(callback);
  return send(stream, `${START}0J`, callback);
}

import type { FileStat } from '../../abi/syscalls.ts';
import { Buffer } from '../node/buffer.ts';
import { invalidArgType } from './errors.ts';
import {
  absolute,
  assertBytes,
  bytesOf,
  isBytes,
  type Options,
  readRange,
  toBytes,
  toFd,
  toFlags,
  toMode,
  toPath,
  toPosition,
  toTimeMs,
  type View,
  writeRange,
} from './fs-arguments.ts';
import { checked, type Operation } from './fs-operation.ts';
import { BigIntStats, Stats } from './fs-stats.ts';
import { sys } from './sys.ts';
import { assertInteger } from './validate.ts';

/** Operations on descriptors. */
const { parse } = JSON;

// Descriptors 1 and 2 are the process's output until the program closes them itself.
const isOutput = [false, true, true];
const decoder = new TextDecoder();

export function open(path: unknown, flags: unknown, mode: unknown, stack: string): Operation<number> {
  const shown = toPath(path);
  const full = absolute(shown);
  const bits = toFlags(flags);
  const permissions = toMode(mode, 0o666);
  return () => checked(sys.fsOpen(full, bits, permissions, stack), 'open', shown);
}

export function close(value: unknown): Operation<void> {
  const fd = toFd(value);
  return () => {
    checked(sys.fsClose(fd), 'close');
    if (fd < isOutput.length) isOutput[fd] = false;
  };
}

/** Reads into part of a buffer; gives the count. */
export function readInto(fd: number, view: View, start: number, count: number, position: number): number {
  if (count === 0) return 0;
  const bytes = new Uint8Array(checked(sys.fsRead(fd, count, position), 'read'));
  bytesOf(view).set(bytes, start);
  return bytes.length;
}

/** Writes all of the bytes; gives the count. */
export function writeAll(fd: number, bytes: Uint8Array, position: number): number {
  if (isOutput[fd] === true) {
    sys.stdioWrite(fd, decoder.decode(bytes));
    return bytes.length;
  }
  return checked(sys.fsWrite(fd, bytes, position), 'write');
}

/** `read(fd, buffer, offset, length, position)` and `read(fd, buffer, options)`. */
export function read(value: unknown, view: unknown, ...rest: unknown[]): Operation<number> {
  const fd = toFd(value);
  assertBytes(view);
  let [offset, length, position] = rest;
  if (rest.length <= 1 && offset !== undefined && offset !== null) {
    if (typeof offset !== 'object' || Array.isArray(offset)) throw invalidArgType('options', 'of type object', offset);
    ({ offset, length, position } = offset as Options);
  }
  const range = readRange(view, offset, length);
  const at = toPosition(position, 'position', range.count);
  return () => readInto(fd, view, range.start, range.count, at);
}

/** `write(fd, buffer, offset, length, position)`, `write(fd, buffer, options)` and `write(fd, text, position, encoding)`. */
export function write(value: unknown, source: unknown, ...rest: unknown[]): Operation<number> {
  const fd = toFd(value);
  if (isBytes(source)) {
    let [offset, length, position] = rest;
    if (typeof offset === 'object' && offset !== null) ({ offset, length, position } = offset as Options);
    const { start, count } = writeRange(source, offset, length);
    const at = typeof position === 'number' || typeof position === 'bigint' ? Number(position) : -1;
    const bytes = bytesOf(source);
    return () => writeAll(fd, start === 0 && count === bytes.length ? bytes : bytes.subarray(start, start + count), at);
  }
  const [position, encoding] = rest;
  const bytes = toBytes(source, encoding, 'buffer');
  const at = typeof position === 'number' || typeof position === 'bigint' ? Number(position) : -1;
  return () => writeAll(fd, bytes, at);
}

function assertViews(value: unknown): asserts value is View[] {
  if (!Array.isArray(value) || !value.every(isBytes)) throw invalidArgType('buffers', 'an ArrayBufferView[]', value);
}

/** Fills several buffers, one after another. */
export function readv(value: unknown, views: unknown, position: unknown): Operation<number> {
  const fd = toFd(value);
  assertViews(views);
  const from = toPosition(position);
  return () => {
    let total = 0;
    for (const view of views) {
      const count = readInto(fd, view, 0, view.byteLength, from < 0 ? -1 : from + total);
      total += count;
      if (count < view.byteLength) break;
    }
    return total;
  };
}

export function writev(value: unknown, views: unknown, position: unknown): Operation<number> {
  const fd = toFd(value);
  assertViews(views);
  const at = toPosition(position);
  return () => writeAll(fd, Buffer.concat(views.map(bytesOf)), at);
}

/** Metadata as Stats, or as BigIntStats where the options ask for it. */
export function toStats(json: string, options: Options): Stats | BigIntStats {
  const stat = parse(json) as FileStat;
  return options.bigint === true ? new BigIntStats(stat) : new Stats(stat);
}

export function fstat(value: unknown, options: Options): Operation<Stats | BigIntStats> {
  const fd = toFd(value);
  return () => toStats(checked(sys.fsFstat(fd), 'fstat'), options);
}

export function ftruncate(value: unknown, length: unknown = 0): Operation<void> {
  const fd = toFd(value);
  assertInteger(length, 'len');
  const size = Math.max(0, length);
  return () => void checked(sys.fsTruncate(fd, size), 'ftruncate');
}

/** Nothing waits in caches here, so fsync and fdatasync have only the descriptor to check. */
export function fsync(value: unknown, syscall: 'fsync' | 'fdatasync'): Operation<void> {
  const fd = toFd(value);
  return () => void checked(sys.fsFstat(fd), syscall);
}

/** There are no system calls for these by descriptor: the kernel's own link to the open file leads there. */
function linkTo(fd: number, syscall: string): string {
  checked(sys.fsFstat(fd), syscall);
  return `/proc/self/fd/${fd}`;
}

export function fchmod(value: unknown, mode: unknown): Operation<void> {
  const fd = toFd(value);
  const bits = requiredMode(mode);
  return () => void checked(sys.fsChmod(linkTo(fd, 'fchmod'), bits), 'fchmod');
}

export function futimes(value: unknown, atime: unknown, mtime: unknown): Operation<void> {
  const fd = toFd(value);
  const [accessed, modified] = [toTimeMs(atime), toTimeMs(mtime)];
  return () => void checked(sys.fsUtimes(linkTo(fd, 'futime'), accessed, modified), 'futime');
}

export function requiredMode(mode: unknown): number {
  const bits = toMode(mode, -1);
  if (bits === -1) throw invalidArgType('mode', 'of type number', mode);
  return bits;
}

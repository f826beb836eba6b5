import { Buffer } from '../node/buffer.ts';
import { ERRNO, ERRNO_TEXT } from '../../abi/errno.ts';
import { codedError, type CodedError, describeType, errnoName, invalidArgType, outOfRange } from './errors.ts';

export interface NetError extends Error {
  code: string;
  errno: number;
  syscall: string;
  address?: string;
  port?: number;
}

/** A failed connect, worded as Node does: `connect ECONNREFUSED 127.0.0.1:3000`. */
export function connectError(result: number, address: string, port: number, local?: string): NetError {
  const code = errnoName(result);
  const from = local === undefined ? '' : ` - Local (${local})`;
  return Object.assign(new Error(`connect ${code} ${address}:${port}${from}`), { errno: result, code, syscall: 'connect', address, port });
}

/** The same of a path: `connect ENOENT /tmp/x.sock`, `listen EADDRINUSE: address already in use /tmp/x.sock`. */
export function pathError(result: number, syscall: 'connect' | 'listen', path: string): NetError {
  const code = errnoName(result);
  const text = syscall === 'listen' ? `: ${ERRNO_TEXT[code]}` : '';
  // Of what fails at once Node says from where, which a path has none of.
  const local = syscall === 'connect' && code === 'EINVAL' ? ' - Local (undefined:undefined)' : '';
  const error = Object.assign(new Error(`${syscall} ${code}${text} ${path}${local}`), { errno: result, code, syscall, address: path });
  return syscall === 'listen' ? Object.assign(error, { port: -1 }) : error;
}

/** A failed listen: `listen EADDRINUSE: address already in use :::3000`. */
export function listenError(result: number, address: string, port: number): NetError {
  const code = errnoName(result);
  return Object.assign(new Error(`listen ${code}: ${ERRNO_TEXT[code]} ${address}:${port}`), { code, errno: result, syscall: 'listen', address, port });
}

/** A broken connection: `read ECONNRESET`, `write EPIPE`. */
export function streamError(result: number, syscall: 'read' | 'write'): NetError {
  const code = errnoName(result);
  return Object.assign(new Error(`${syscall} ${code}`), { errno: result, code, syscall });
}

/** A peer that went away where more was expected: 'socket hang up', 'aborted'. */
export function connectionReset(message: string): CodedError {
  const error = new Error(message) as CodedError;
  error.code = 'ECONNRESET';
  return error;
}

/** Bytes that are no HTTP. @param text code and reason as the host gives them. */
export function parseError(text: string): CodedError & { reason: string } {
  const [first = '', bytesParsed, ...raw] = text.split('\n');
  const space = first.indexOf(' ');
  const code = first.slice(0, space);
  const reason = first.slice(space + 1);
  const error = Object.assign(new Error(code === 'HPE_INVALID_EOF_STATE' ? 'Parse Error' : `Parse Error: ${reason}`), { code, reason });
  if (bytesParsed === undefined) return error;
  return Object.assign(error, { bytesParsed: Number(bytesParsed), rawPacket: Buffer.from(raw.join('\n'), 'latin1') });
}

/** @throws for what is no number of ms. */
export function assertDuration(ms: unknown, name: string): asserts ms is number {
  if (typeof ms !== 'number') throw invalidArgType(name, 'of type number', ms);
  if (ms < 0 || !Number.isFinite(ms)) throw outOfRange(name, 'a non-negative finite number', ms);
}

/** @throws for anything but 0 to 65535, as a number or a string of one. */
export function validatePort(port: unknown, name: string): number {
  const isNumeric =
    (typeof port === 'number' || (typeof port === 'string' && port.trim() !== '')) && Number(port) === Number(port) >>> 0 && Number(port) <= 65_535;
  if (!isNumeric) throw codedError(RangeError, 'ERR_SOCKET_BAD_PORT', `${name} should be >= 0 and < 65536. Received ${describeType(port)}.`);
  return Number(port);
}

/** What binding to a path fails with, where making its file does. */
export function bindError(result: number): number {
  if (result === -ERRNO.EEXIST) return -ERRNO.EADDRINUSE;
  return result === -ERRNO.ENOENT ? -ERRNO.EACCES : result;
}

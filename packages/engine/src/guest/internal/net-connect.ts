import { ERRNO } from '../../abi/errno.ts';
import { resolve } from '../node/path.ts';
import { completeLater } from './completions.ts';
import { creationStack } from './error-stack.ts';
import { codedError, type CodedError, invalidArgType, invalidArgValue } from './errors.ts';
import { isIP, type LookupAddress, resolveName } from './net-address.ts';
import { assertBlockList } from './net-block-list.ts';
import { connectError, pathError, validatePort } from './net-error.ts';
import type { ConnectOptions } from './net-socket-options.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';
import { assertBoolean, assertFunction, assertInteger, assertNumber, assertString } from './validate.ts';

type LookupCallback = (error: Error | null, address?: unknown, family?: number) => void;
export type Lookup = (host: string, options: object, callback: LookupCallback) => void;

/** Where a socket is to go, checked. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly family: number;
  /** As the program gave it; lookups are told so. */
  readonly given: unknown;
  readonly lookup: Lookup | undefined;
  readonly hints: number;
  readonly all: boolean;
}

/** What net's setDefault… functions set. A connection is refused at once here: no attempt takes that long. */
export const familySelection = { enabled: true, attemptTimeoutMs: 250 };

const ADDRCONFIG = 32;
const ALL_HINTS = 32 | 8 | 16;

/** @throws with Node's errors for what nothing can connect to. */
export function checkTarget(options: ConnectOptions): Target {
  const { host, port, localAddress, localPort, family, hints = 0, lookup } = options;
  if (host !== undefined && host !== null && host !== '') assertString(host, 'options.host');
  if (localAddress && isIP(localAddress) === 0) throw invalidAddress(localAddress);
  if (localPort) assertNumber(localPort, 'options.localPort');
  if (typeof port !== 'number' && typeof port !== 'string') throw invalidArgType('options.port', 'one of type number or string', port);
  const checked = validatePort(port, 'Port');
  const { autoSelectFamily } = options;
  if (autoSelectFamily !== undefined && autoSelectFamily !== null) assertBoolean(autoSelectFamily, 'options.autoSelectFamily');
  if (options.autoSelectFamilyAttemptTimeout !== undefined && options.autoSelectFamilyAttemptTimeout !== null)
    assertInteger(options.autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout', 1, 2 ** 31 - 1);
  const name = host || 'localhost';
  if (isIP(name) === 0) {
    if (lookup !== undefined && lookup !== null) assertFunction(lookup, 'options.lookup');
    if ((hints & ~ALL_HINTS) !== 0) throw invalidArgValue('hints', hints);
  }
  const wanted = family === 4 || family === 6 ? family : family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : 0;
  return {
    host: name,
    port: checked,
    family: wanted,
    given: wanted || family,
    lookup: lookup as Lookup | undefined,
    hints,
    all: (autoSelectFamily ?? familySelection.enabled) && wanted === 0 && !localAddress,
  };
}

function invalidAddress(address: unknown): CodedError {
  return codedError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${String(address)}`);
}

function invalidFamily(family: unknown, { host, port }: Target): CodedError {
  const error = codedError(RangeError, 'ERR_INVALID_ADDRESS_FAMILY', `Invalid address family: ${String(family)} ${host}:${port}`);
  return Object.assign(error, { host, port });
}

/** A name's addresses by the program's own `lookup`, to be tried in turn. */
export function lookUp(target: Target, found: (error: Error | null, addresses: readonly LookupAddress[]) => void): void {
  const { host, family, hints, all, lookup } = target;
  const finish: LookupCallback = (error, address, addressFamily) => {
    if (error) {
      found(error, []);
      return;
    }
    const list = all ? (address as LookupAddress[]) : [{ address: address as string, family: addressFamily as 4 | 6 }];
    const valid = list.filter((each) => typeof each.address === 'string' && isIP(each.address) !== 0 && (each.family === 4 || each.family === 6));
    const [first] = list;
    if (valid.length > 0) found(null, list);
    else if (typeof first?.address !== 'string' || isIP(first.address) === 0) found(invalidAddress(first?.address), list);
    else found(invalidFamily(first.family, target), list);
  };
  lookup?.(host, { family: target.given, hints: hints === 0 && family === 0 ? ADDRCONFIG : hints, ...(all && { all }) }, finish);
}

/** What this machine itself knows of the name. */
export function resolveTarget({ host, family }: Pick<Target, 'host' | 'family'>): ReturnType<typeof resolveName> {
  const resolved = resolveName(host);
  return !(resolved instanceof Error) && family === 6 && resolved.family === 4 && host !== resolved.address ? { address: '::1', family: 6 } : resolved;
}

/** What a socket offers to whoever connects it. */
interface Connecting {
  readonly connecting: boolean;
  autoSelectFamilyAttemptedAddresses: string[] | undefined;
  emit(event: string, ...args: unknown[]): boolean;
  destroy(error: Error): unknown;
  connectionOpened(id: number, address: string | undefined, port: number): void;
}

/** Checks where to go; what it returns sets a socket on its way. @throws for what nothing can connect to. */
export function prepareConnect(options: ConnectOptions): (socket: Connecting) => void {
  const { path } = options;
  if (path !== undefined && path !== null && (path as unknown) !== '') {
    assertString(path, 'options.path');
    return (socket) => connectToPath(socket, path);
  }
  if (options.port === undefined) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "options" or "port" or "path" argument must be specified');
  const target = checkTarget(options);
  if (options.blockList) assertBlockList(options.blockList, 'options.blockList');
  return (socket) => connectToHost(socket, target, options);
}

function connectToHost(socket: Connecting, target: Target, options: ConnectOptions): void {
  const { host, port } = target;
  if (target.lookup !== undefined && isIP(host) === 0) {
    lookUp(target, (error, addresses) => {
      if (addresses.length === 0) socket.emit('lookup', error, undefined, undefined, host);
      for (const { address, family } of addresses) {
        if (!socket.connecting) return;
        socket.emit('lookup', null, address, family, host);
      }
      if (!socket.connecting) return;
      if (error) nextTick(() => socket.destroy(error));
      else tryAll(socket, interleave(addresses), port, options);
    });
    return;
  }
  const resolved = resolveTarget(target);
  if (resolved instanceof Error) {
    completeLater(() => {
      socket.emit('lookup', resolved, undefined, undefined, host);
      socket.destroy(resolved);
    });
    return;
  }
  if (resolved.address !== host) nextTick(() => socket.emit('lookup', null, resolved.address, resolved.family, host));
  tryAll(socket, [resolved], port, options);
}

/** The families take turns, beginning with that of the first. */
function interleave(addresses: readonly LookupAddress[]): LookupAddress[] {
  const same = addresses.filter(({ family }) => family === addresses[0]?.family);
  const other = addresses.filter(({ family }) => family !== addresses[0]?.family);
  return Array.from({ length: Math.max(same.length, other.length) }, (_, i) => [same[i], other[i]].filter((each) => each !== undefined)).flat();
}

/** Tries one address after another. */
function tryAll(socket: Connecting, addresses: readonly LookupAddress[], port: number, options: ConnectOptions): void {
  const errors: CodedError[] = [];
  const stack = creationStack();
  if (addresses.length > 1) socket.autoSelectFamilyAttemptedAddresses = [];
  for (const { address, family } of addresses) {
    socket.autoSelectFamilyAttemptedAddresses?.push(`${address}:${port}`);
    if (options.blockList?.check(address, `ipv${family}`)) {
      errors.push(codedError(Error, 'ERR_IP_BLOCKED', `IP(${address}) is blocked by net.BlockList`));
      continue;
    }
    const local = localPortError(options, address, port);
    const result = local === undefined ? sys.netConnect(port, address, stack) : -1;
    if (result >= 0) {
      socket.connectionOpened(result, address, port);
      return;
    }
    errors.push(local ?? connectError(result, address, port));
  }
  completeLater(() => {
    if (socket.connecting) socket.destroy(allFailed(errors));
  });
}

/** A local port of one's own choice must be free; which one a connection gets is the network's choice here. */
function localPortError({ localPort, localAddress = '0.0.0.0' }: ConnectOptions, address: string, port: number): CodedError | undefined {
  if (!localPort) return undefined;
  const result = sys.netListen(localPort, localAddress, 'tcp', '');
  if (result >= 0) sys.netClose(result);
  return result >= 0 ? undefined : connectError(result, address, port, `${localAddress}:${localPort}`);
}

function connectToPath(socket: Connecting, path: string): void {
  const result = openPath(socketPath(path));
  if (result >= 0) socket.connectionOpened(result, undefined, 0);
  else
    completeLater(() => {
      if (socket.connecting) socket.destroy(pathError(result, 'connect', path));
    });
}

/** Longer names do not fit into the address of a socket. */
export const MAX_SOCKET_PATH = 107;
const WRITABLE = 0o222;

/** Returns a handle or a negative errno. */
function openPath(path: string): number {
  if (path.length > MAX_SOCKET_PATH) return -ERRNO.EINVAL;
  const found = path.startsWith('/') ? sys.fsStat(path, true) : 0;
  if (typeof found === 'string' && ((JSON.parse(found) as { mode: number }).mode & WRITABLE) === 0) return -ERRNO.EACCES;
  const result = sys.netConnect(-1, path, creationStack());
  return result === -ERRNO.ENOENT && typeof found === 'string' ? -ERRNO.ECONNREFUSED : result;
}

/** An absolute path. Names that begin with a null byte are no files. */
export function socketPath(path: string): string {
  return path.startsWith('\0') ? path : resolve(path);
}

/** Every address of a name failed: the errors in one. */
function allFailed(errors: readonly CodedError[]): Error {
  const [first] = errors;
  return errors.length === 1 && first !== undefined ? first : Object.assign(new AggregateError(errors), { code: first?.code });
}

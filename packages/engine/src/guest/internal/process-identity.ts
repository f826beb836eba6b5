import { codedError, type CodedError, invalidArgType } from './errors.ts';
import { assertInteger } from './validate.ts';

/** The one user and the one group of the machine; a program may ask to be what it already is. */
const OWN_ID = 1000;
const OWN_NAME = 'node';
const NOBODY_ID = 65_534;
const MAX_ID = 2 ** 32 - 1;
const MAX_MODE = 0o777;

type Kind = 'User' | 'Group';

function unknownCredential(kind: Kind, name: string): CodedError {
  return codedError(Error, 'ERR_UNKNOWN_CREDENTIAL', `${kind} identifier does not exist: ${name}`);
}

/** These calls word their errors as the C library does, not as file operations do. */
function notPermitted(syscall: string): Error {
  return Object.assign(new Error('EPERM, Operation not permitted'), { errno: 1, code: 'EPERM', syscall });
}

function idOf(value: unknown, argument: string, kind: Kind): number {
  if (typeof value === 'number') {
    assertInteger(value, argument, 0, MAX_ID);
    return value;
  }
  if (typeof value !== 'string') throw invalidArgType(argument, 'one of type number or string', value);
  if (value === 'root') return 0;
  if (value === 'nobody' && kind === 'User') return NOBODY_ID;
  if (value !== OWN_NAME) throw unknownCredential(kind, value);
  return OWN_ID;
}

function setter(name: string, kind: Kind) {
  return (id: unknown): void => {
    if (idOf(id, 'id', kind) !== OWN_ID) throw notPermitted(name);
  };
}

function setgroups(groups: unknown): void {
  if (!Array.isArray(groups)) throw invalidArgType('groups', 'an instance of Array', groups);
  for (const [at, group] of groups.entries()) idOf(group, `groups[${at}]`, 'Group');
  throw notPermitted('setgroups');
}

function initgroups(user: unknown, extraGroup: unknown): void {
  for (const [name, value] of [
    ['user', user],
    ['extraGroup', extraGroup],
  ] as const) {
    if (typeof value === 'number') assertInteger(value, name, 0, MAX_ID);
    else if (typeof value !== 'string') throw invalidArgType(name, 'one of type number or string', value);
  }
  idOf(extraGroup, 'extraGroup', 'Group');
  idOf(user, 'user', 'User');
  throw notPermitted('initgroups');
}

let mask = 0o22;

/** Kept and given back; files of the machine are not asked for permissions. */
function umask(wanted?: unknown): number {
  const before = mask;
  if (wanted === undefined) return before;
  if (typeof wanted === 'string') {
    if (!/^[0-7]+$/.test(wanted))
      throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'mask' must be a 32-bit unsigned integer or an octal string. Received '${wanted}'`);
    mask = Number.parseInt(wanted, 8) & MAX_MODE;
    return before;
  }
  assertInteger(wanted, 'mask', 0, MAX_ID);
  mask = wanted & MAX_MODE;
  return before;
}

export const identity = {
  umask,
  getuid: () => OWN_ID,
  geteuid: () => OWN_ID,
  getgid: () => OWN_ID,
  getegid: () => OWN_ID,
  getgroups: () => [OWN_ID],
  setuid: setter('setuid', 'User'),
  seteuid: setter('seteuid', 'User'),
  setgid: setter('setgid', 'Group'),
  setegid: setter('setegid', 'Group'),
  setgroups,
  initgroups,
};

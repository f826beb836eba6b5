import { ERRNO } from '../../abi/errno.ts';
import { systemError } from './errors.ts';
import { absolute, toFd, toPath } from './fs-arguments.ts';
import { checked, type Operation } from './fs-operation.ts';
import { sys } from './sys.ts';
import { assertInteger } from './validate.ts';

/** Every process runs as this user and group, who own all files. */
const OWNER = 1000;
const MAX_ID = 2 ** 32 - 1;

function assertIds(uid: unknown, gid: unknown): { mayChange: boolean } {
  assertInteger(uid, 'uid', -1, MAX_ID);
  assertInteger(gid, 'gid', -1, MAX_ID);
  // Giving a file away takes root; -1 leaves it as it is.
  return { mayChange: [uid, gid].every((id) => id === OWNER || id === -1 || id === MAX_ID) };
}

/** chown() and lchown(): to whom they belong already. */
export function chown(path: unknown, uid: unknown, gid: unknown, syscall: 'chown' | 'lchown'): Operation<void> {
  const shown = toPath(path);
  const full = absolute(shown);
  const { mayChange } = assertIds(uid, gid);
  return () => {
    checked(sys.fsStat(full, syscall === 'chown'), syscall, shown);
    if (!mayChange) throw systemError(-ERRNO.EPERM, syscall, shown);
  };
}

export function fchown(value: unknown, uid: unknown, gid: unknown): Operation<void> {
  const fd = toFd(value);
  const { mayChange } = assertIds(uid, gid);
  return () => {
    checked(sys.fsFstat(fd), 'fchown');
    if (!mayChange) throw systemError(-ERRNO.EPERM, 'fchown');
  };
}

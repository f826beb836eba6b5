import { ERRNO } from '../../abi/errno.ts';
import type { FileStat } from '../../abi/syscalls.ts';
import type { DescriptorTable } from './descriptors.ts';

/** What /proc/self/fd shows of one process: the folder itself, or one of its numbers. */
export type ProcFd = { readonly kind: 'folder' } | { readonly kind: 'link'; readonly fd: number };

/** Recognises /proc/self/fd and /proc/PID/fd of this process. */
export function parseProcFd(path: string, pid: number): ProcFd | undefined {
  if (!path.startsWith('/proc/')) return undefined;
  const [, , owner, fd, number, ...rest] = path.split('/');
  if ((owner !== 'self' && owner !== String(pid)) || fd !== 'fd' || rest.length > 0) return undefined;
  if (number === undefined || number === '') return { kind: 'folder' };
  return { kind: 'link', fd: /^\d+$/.test(number) ? Number(number) : -1 };
}

/**
 * JSON names of the folder. Whoever lists it holds a descriptor on it meanwhile, and sees that one too;
 * tools subtract it. -EMFILE when there is none left for that.
 */
export function readProcFd(descriptors: DescriptorTable): string | number {
  const own = descriptors.lowestFree();
  if (own < 0) return own;
  const numbers = descriptors.list().map(([fd]) => fd);
  const sorted = [...numbers, own].sort((a, b) => a - b);
  return JSON.stringify(sorted.map((fd) => [String(fd), 'symlink']));
}

/** The link's target, or -ENOENT. */
export function readProcLink(descriptors: DescriptorTable, fd: number): string | number {
  return descriptors.target(fd) ?? -ERRNO.ENOENT;
}

const NO_TIMES = { atimeMs: 0, mtimeMs: 0, ctimeMs: 0, birthtimeMs: 0 };

export const PROC_FD_STAT: FileStat = { ino: 0, type: 'directory', mode: 0o500, size: 0, nlink: 2, ...NO_TIMES };
export const PROC_LINK_STAT: FileStat = { ino: 0, type: 'symlink', mode: 0o700, size: 64, nlink: 1, ...NO_TIMES };
export const TERMINAL_STAT: FileStat = { ino: 0, type: 'device', mode: 0o620, size: 0, nlink: 1, ...NO_TIMES };

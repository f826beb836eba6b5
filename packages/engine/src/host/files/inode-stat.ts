import type { FileStat } from '../../abi/syscalls.ts';
import type { Inode } from './inode.ts';

/** Metadata as a system call gives it. */
export function readStat(inode: Inode): FileStat {
  const { ino, type, mode, atimeMs, mtimeMs, ctimeMs, birthtimeMs } = inode;
  return { ino, type, mode, size: sizeOf(inode), nlink: linkCount(inode), atimeMs, mtimeMs, ctimeMs, birthtimeMs };
}

const DIRECTORY_BYTES = 4096;

function sizeOf(inode: Inode): number {
  if (inode.type === 'file') return inode.size;
  if (inode.type === 'symlink') return inode.target.length;
  return inode.type === 'directory' ? DIRECTORY_BYTES : 0;
}

/** As Linux counts: a directory has its own dot and one for each directory in it. */
function linkCount(inode: Inode): number {
  if (inode.type !== 'directory') return inode.place === undefined ? 0 : 1 + (inode.otherPlaces?.length ?? 0);
  let count = 2;
  for (const child of inode.children.values()) if (child.type === 'directory') count++;
  return count;
}

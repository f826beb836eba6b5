import { FileError } from './file-error.ts';
import type { DirectoryInode, Inode } from './inode.ts';

/** Where a path leads: its directory, its last name, and the inode if there is one. */
export interface Located {
  readonly parent: DirectoryInode;
  /** Empty when the path is the root, or ends in `.` or `..`. */
  readonly name: string;
  readonly inode: Inode | undefined;
}

// Linux's limits: links followed in one walk, bytes of a name, bytes of a path.
const MAX_LINKS = 40;
const MAX_NAME = 255;
const MAX_PATH = 4095;

/** Walks an absolute path. A missing last name is no error. @throws {FileError} ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG. */
export function locate(root: DirectoryInode, path: string, followLast: boolean): Located {
  if (!path.startsWith('/')) throw new FileError('ENOENT');
  if (path.length > MAX_PATH) throw new FileError('ENAMETOOLONG');
  const wantsDirectory = path.endsWith('/');
  let names = namesOf(path);
  let at = root;
  let links = 0;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (name === '..') {
      at = at.place?.parent ?? root;
      continue;
    }
    if (name.length > MAX_NAME) throw new FileError('ENAMETOOLONG');
    const inode = at.children.get(name);
    const isLast = i === names.length - 1;
    if (inode?.type === 'symlink' && (!isLast || followLast || wantsDirectory)) {
      if (++links > MAX_LINKS) throw new FileError('ELOOP');
      if (inode.target.startsWith('/')) at = root;
      names = [...namesOf(inode.target), ...names.slice(i + 1)];
      i = -1;
      continue;
    }
    if (isLast) {
      if (wantsDirectory && inode !== undefined && inode.type !== 'directory') throw new FileError('ENOTDIR');
      return { parent: at, name, inode };
    }
    if (inode === undefined) throw new FileError('ENOENT');
    if (inode.type !== 'directory') throw new FileError('ENOTDIR');
    at = inode;
  }
  return { parent: at.place?.parent ?? root, name: '', inode: at };
}

/** Canonical path of an inode. A removed one has none. */
export function pathOf(inode: Inode): string | undefined {
  let path = '';
  let at: Inode = inode;
  for (let place = at.place; place !== undefined; place = at.place) {
    path = `/${place.name}${path}`;
    at = place.parent;
  }
  // The walk ends at the root, or at something removed.
  if (at.type !== 'directory' || at.ino !== ROOT_INO) return undefined;
  return path === '' ? '/' : path;
}

/** The root's number, as on most Linux file systems the lowest. */
export const ROOT_INO = 1;

/** Whether `inode` is `folder` or lies below it. */
export function isWithin(inode: Inode, folder: Inode): boolean {
  for (let at: Inode | undefined = inode; at !== undefined; at = at.place?.parent) if (at === folder) return true;
  return false;
}

function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

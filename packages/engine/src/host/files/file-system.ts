import type { FileStat } from '../../abi/syscalls.ts';
import { FileError } from './file-error.ts';
import { type ChangeListener, ChangeWatches } from './change-watches.ts';
import type { DirectoryInode, FileInode, Inode, Place, SymlinkInode } from './inode.ts';
import { readStat } from './inode-stat.ts';
import { isWithin, type Located, locate, pathOf, ROOT_INO } from './path-walk.ts';

export interface FileSystemOptions {
  /** Total bytes that files may hold; writes beyond it fail with ENOSPC. */
  readonly capacityBytes: number;
  /** ms since the epoch. */
  readonly nowMs: () => number;
}

/** An in-memory POSIX-like file system, shared by all processes of a machine. Every method throws {@link FileError}. */
export class FileSystem {
  readonly root: DirectoryInode;
  readonly #options: FileSystemOptions;
  readonly #watches = new ChangeWatches();
  #nextIno = ROOT_INO;
  #usedBytes = 0;
  #capacityBytes: number;

  constructor(options: FileSystemOptions) {
    this.#options = options;
    this.#capacityBytes = options.capacityBytes;
    this.root = this.#newDirectory(0o755);
    for (const path of ['/tmp', '/dev', '/app', '/home']) this.mkdir(path, path === '/tmp' ? 0o1777 : 0o755);
    this.#add(this.locate('/dev/null', false), { ...this.#newInode(0o666), type: 'device' });
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  get fileCount(): number {
    return this.#nextIno - ROOT_INO;
  }

  get capacityBytes(): number {
    return this.#capacityBytes;
  }

  /** A disk may shrink below what it holds: then nothing more can be written until enough is removed. */
  set capacityBytes(bytes: number) {
    this.#capacityBytes = bytes;
  }

  /** Returns the function that stops it. */
  watch(inode: Inode, listener: ChangeListener): () => void {
    return this.#watches.add(inode, listener);
  }

  locate(path: string, followLast: boolean): Located {
    return locate(this.root, path, followLast);
  }

  find(path: string, followLast = true): Inode {
    const { inode } = this.locate(path, followLast);
    if (inode === undefined) throw new FileError('ENOENT');
    return inode;
  }

  /** Canonical path, without links and dots. */
  realpath(path: string): string {
    return pathOf(this.find(path)) as string;
  }

  createFile(at: Located, mode: number): FileInode {
    const file: FileInode = { ...this.#newInode(mode), type: 'file', bytes: new Uint8Array(0), size: 0 };
    this.#add(at, file);
    return file;
  }

  read(file: FileInode, position: number, length: number): Uint8Array<ArrayBuffer> {
    file.atimeMs = this.#options.nowMs();
    return file.bytes.slice(Math.min(position, file.size), Math.min(position + length, file.size));
  }

  /** All or nothing. */
  write(file: FileInode, position: number, bytes: Uint8Array): void {
    const end = position + bytes.length;
    if (end > file.size) this.#resize(file, end);
    file.bytes.set(bytes, position);
    this.#touch(file);
    this.#watches.tellContent(file);
  }

  truncate(file: FileInode, size: number): void {
    if (size < file.size) file.bytes.fill(0, size, file.size);
    this.#resize(file, size);
    this.#touch(file);
    this.#watches.tellContent(file);
  }

  mkdir(path: string, mode: number): void {
    const at = this.locate(path, false);
    if (at.inode !== undefined) throw new FileError('EEXIST');
    this.#add(at, this.#newDirectory(mode));
  }

  rmdir(path: string): void {
    const { inode, parent, name } = this.locate(path, false);
    if (inode === undefined) throw new FileError('ENOENT');
    if (inode.type !== 'directory') throw new FileError('ENOTDIR');
    if (inode === this.root) throw new FileError('EBUSY');
    if (inode.children.size > 0) throw new FileError('ENOTEMPTY');
    if (name === '') throw new FileError('EINVAL');
    this.#remove(inode, { parent, name });
    this.#watches.tellGone(inode, name);
  }

  unlink(path: string): void {
    const { inode, parent, name } = this.locate(path, false);
    if (inode === undefined) throw new FileError('ENOENT');
    if (inode.type === 'directory') throw new FileError('EISDIR');
    this.#remove(inode, { parent, name });
    this.#watches.tellGone(inode, name);
    if (inode.type === 'file') this.release(inode);
  }

  rename(from: string, to: string): void {
    const source = this.locate(from, false);
    const { inode } = source;
    if (inode === undefined) throw new FileError('ENOENT');
    const target = this.locate(to, false);
    const over = target.inode;
    if (inode === over) return;
    if (inode === this.root || over === this.root || target.name === '') throw new FileError('EBUSY');
    if (inode.type === 'directory' && isWithin(target.parent, inode)) throw new FileError('EINVAL');
    if (over?.type === 'directory') {
      if (inode.type !== 'directory') throw new FileError('EISDIR');
      if (over.children.size > 0) throw new FileError('ENOTEMPTY');
    } else if (inode.type === 'directory' && over !== undefined) throw new FileError('ENOTDIR');
    assertMay(target.parent, MAY.write);
    assertMay(source.parent, MAY.write);
    if (over !== undefined) this.#detach(over, target);
    this.#remove(inode, source);
    this.#add(target, inode);
    this.#watches.tell(inode, 'rename', source.name);
    if (over !== undefined) this.#watches.tellGone(over, target.name);
    if (over?.type === 'file') this.release(over);
  }

  /** A second name for a file. */
  link(from: string, to: string): void {
    const inode = this.find(from, false);
    if (inode.type === 'directory') throw new FileError('EPERM');
    const at = this.locate(to, false);
    if (at.inode !== undefined) throw new FileError('EEXIST');
    this.#add(at, inode);
    inode.ctimeMs = this.#options.nowMs();
  }

  symlink(target: string, path: string): void {
    const at = this.locate(path, false);
    if (at.inode !== undefined) throw new FileError('EEXIST');
    const link: SymlinkInode = { ...this.#newInode(0o777), type: 'symlink', target };
    this.#add(at, link);
  }

  chmod(inode: Inode, mode: number): void {
    inode.mode = mode & 0o7777;
    this.#attributesChanged(inode);
  }

  utimes(inode: Inode, atimeMs: number, mtimeMs: number): void {
    inode.atimeMs = atimeMs;
    inode.mtimeMs = mtimeMs;
    this.#attributesChanged(inode);
  }

  stat(inode: Inode): FileStat {
    return readStat(inode);
  }

  /** Frees a removed file's bytes once nobody has it open. */
  release(file: FileInode): void {
    if (file.place !== undefined || file.openCount > 0) return;
    this.#usedBytes -= file.size;
    file.size = 0;
    file.bytes = new Uint8Array(0);
  }

  #resize(file: FileInode, size: number): void {
    const grown = size - file.size;
    if (grown > 0 && this.#usedBytes + grown > this.#capacityBytes) throw new FileError('ENOSPC');
    if (size > file.bytes.length) {
      const bytes = new Uint8Array(Math.max(size, file.bytes.length * 2));
      bytes.set(file.bytes.subarray(0, file.size));
      file.bytes = bytes;
    }
    this.#usedBytes += grown;
    file.size = size;
  }

  #add(at: Located, inode: Inode): void {
    assertMay(at.parent, MAY.write);
    at.parent.children.set(at.name, inode);
    const place = { parent: at.parent, name: at.name };
    if (inode.place === undefined) inode.place = place;
    else inode.otherPlaces = [...(inode.otherPlaces ?? []), place];
    this.#touch(at.parent);
    this.#watches.tell(at.parent, 'rename', at.name);
  }

  #remove(inode: Inode, place: Place): void {
    assertMay(place.parent, MAY.write);
    this.#detach(inode, place);
    this.#touch(place.parent);
    this.#watches.tell(place.parent, 'rename', place.name);
  }

  #detach(inode: Inode, { parent, name }: Place): void {
    parent.children.delete(name);
    const others = inode.otherPlaces?.filter((each) => each.parent !== parent || each.name !== name);
    if (inode.place?.parent === parent && inode.place.name === name) inode.place = others?.shift();
    inode.otherPlaces = others?.length ? others : undefined;
    inode.ctimeMs = this.#options.nowMs();
  }

  #newInode(mode: number) {
    const now = this.#options.nowMs();
    return { ino: this.#nextIno++, mode: mode & 0o7777, atimeMs: now, mtimeMs: now, ctimeMs: now, birthtimeMs: now, place: undefined, openCount: 0 };
  }

  #newDirectory(mode: number): DirectoryInode {
    return { ...this.#newInode(mode), type: 'directory', children: new Map() };
  }

  #touch(inode: Inode): void {
    inode.mtimeMs = this.#options.nowMs();
    inode.ctimeMs = inode.mtimeMs;
  }

  #attributesChanged(inode: Inode): void {
    inode.ctimeMs = this.#options.nowMs();
    this.#watches.tellContent(inode);
  }
}

/** Bits of the owner's permissions: every process runs as the owner of all files, and not as root. */
export const MAY = { read: 0o400, write: 0o200 } as const;

/** @throws {FileError} EACCES. */
export function assertMay(inode: Inode, wanted: number): void {
  if ((inode.mode & wanted) !== wanted) throw new FileError('EACCES');
}

import { ERRNO, type ErrnoName } from '../../abi/errno.ts';
import type { FileStat } from '../../abi/syscalls.ts';
import type { DirectoryInode, FileInode, Inode, SymlinkInode } from './inode.ts';

/** A failed operation: becomes a negative errno at the system call. */
export class FileError extends Error {
  readonly errno: number;
  constructor(name: ErrnoName) {
    super(name);
    this.errno = ERRNO[name];
  }
}

/** Where a path leads: its directory, its last name, and the inode if there is one. */
export interface Located {
  readonly parent: DirectoryInode;
  readonly name: string;
  readonly inode: Inode | undefined;
}

export interface FileSystemOptions {
  /** Total bytes that files may hold; writes beyond it fail with ENOSPC. */
  readonly capacityBytes: number;
  /** ms since the epoch. */
  readonly nowMs: () => number;
}

const MAX_LINKS = 40;

/** Told of changes: the directory, the name in it, and whether the name or the content changed. */
export type ChangeListener = (directory: DirectoryInode, name: string, event: 'rename' | 'change', inode: Inode | undefined) => void;

/** An in-memory POSIX-like file system, shared by all processes of a machine. Every method throws {@link FileError}. */
export class FileSystem {
  readonly root: DirectoryInode;
  readonly #options: FileSystemOptions;
  readonly #listeners = new Set<ChangeListener>();
  #nextIno = 1;
  #usedBytes = 0;

  constructor(options: FileSystemOptions) {
    this.#options = options;
    this.root = this.#newDirectory(0o755);
    for (const path of ['/tmp', '/dev', '/app', '/home']) this.mkdir(path, 0o755);
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  locate(path: string, followLast: boolean, depth = 0): Located {
    if (depth > MAX_LINKS) throw new FileError('ELOOP');
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const trail: DirectoryInode[] = [this.root];
    for (let i = 0; i < parts.length; i++) {
      const name = parts[i] as string;
      const parent = trail[trail.length - 1] as DirectoryInode;
      if (name === '..') {
        if (trail.length > 1) trail.pop();
        continue;
      }
      const inode = parent.children.get(name);
      const last = i === parts.length - 1;
      if (inode?.type === 'symlink' && (!last || followLast)) {
        const base = `/${parts.slice(0, i).join('/')}`;
        const target = inode.target.startsWith('/') ? inode.target : `${base}/${inode.target}`;
        return this.locate([target, ...parts.slice(i + 1)].join('/'), followLast, depth + 1);
      }
      if (last) {
        if (inode?.type === 'file' && path.endsWith('/')) throw new FileError('ENOTDIR');
        return { parent, name, inode };
      }
      if (inode === undefined) throw new FileError('ENOENT');
      if (inode.type !== 'directory') throw new FileError('ENOTDIR');
      trail.push(inode);
    }
    const inode = trail[trail.length - 1] as DirectoryInode;
    return { parent: trail[trail.length - 2] ?? this.root, name: '', inode };
  }

  find(path: string, followLast = true): Inode {
    const { inode } = this.locate(path, followLast);
    if (inode === undefined) throw new FileError('ENOENT');
    return inode;
  }

  createFile(at: Located, mode: number): FileInode {
    const file: FileInode = { ...this.#newInode(mode), type: 'file', bytes: new Uint8Array(0), size: 0 };
    at.parent.children.set(at.name, file);
    this.#touch(at.parent);
    this.#changed(at.parent, at.name, 'rename', file);
    return file;
  }

  read(file: FileInode, position: number, length: number): Uint8Array<ArrayBuffer> {
    file.atimeMs = this.#options.nowMs();
    return file.bytes.slice(Math.min(position, file.size), Math.min(position + length, file.size));
  }

  write(file: FileInode, position: number, bytes: Uint8Array): void {
    const end = position + bytes.length;
    if (end > file.size) this.#resize(file, end);
    file.bytes.set(bytes, position);
    this.#touch(file);
    this.#contentChanged(file);
  }

  truncate(file: FileInode, size: number): void {
    if (size === file.size) return;
    if (size < file.size) file.bytes.fill(0, size, file.size);
    this.#resize(file, size);
    this.#touch(file);
    this.#contentChanged(file);
  }

  mkdir(path: string, mode: number): void {
    const at = this.locate(path, true);
    if (at.inode !== undefined) throw new FileError('EEXIST');
    const directory = this.#newDirectory(mode);
    at.parent.children.set(at.name, directory);
    this.#touch(at.parent);
    this.#changed(at.parent, at.name, 'rename', directory);
  }

  rmdir(path: string): void {
    const at = this.locate(path, false);
    if (at.inode === undefined) throw new FileError('ENOENT');
    if (at.inode.type !== 'directory') throw new FileError('ENOTDIR');
    if (at.inode.children.size > 0) throw new FileError('ENOTEMPTY');
    if (at.name === '') throw new FileError('EBUSY');
    this.#remove(at);
  }

  unlink(path: string): void {
    const at = this.locate(path, false);
    if (at.inode === undefined) throw new FileError('ENOENT');
    if (at.inode.type === 'directory') throw new FileError('EISDIR');
    this.#remove(at);
    at.inode.nlink--;
  }

  rename(from: string, to: string): void {
    const source = this.locate(from, false);
    const target = this.locate(to, false);
    if (source.inode === undefined) throw new FileError('ENOENT');
    if (source.inode === target.inode) return;
    if (source.inode.type === 'directory' && `${to}/`.startsWith(`${from}/`)) throw new FileError('EINVAL');
    if (target.inode?.type === 'directory') {
      if (source.inode.type !== 'directory') throw new FileError('EISDIR');
      if (target.inode.children.size > 0) throw new FileError('ENOTEMPTY');
    } else if (target.inode !== undefined && source.inode.type === 'directory') throw new FileError('ENOTDIR');
    if (target.inode !== undefined) target.inode.nlink--;
    this.#remove(source);
    target.parent.children.set(target.name, source.inode);
    this.#touch(target.parent);
    this.#changed(target.parent, target.name, 'rename', source.inode);
  }

  symlink(target: string, path: string): void {
    const at = this.locate(path, false);
    if (at.inode !== undefined) throw new FileError('EEXIST');
    const link: SymlinkInode = { ...this.#newInode(0o777), type: 'symlink', target };
    at.parent.children.set(at.name, link);
    this.#touch(at.parent);
  }

  /** Canonical path, without links and dots. */
  realpath(path: string, depth = 0): string {
    if (depth > MAX_LINKS) throw new FileError('ELOOP');
    const done: string[] = [];
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    for (const [i, name] of parts.entries()) {
      if (name === '..') {
        done.pop();
        continue;
      }
      const here = `/${done.join('/')}`;
      const inode = this.find(`${here}/${name}`, false);
      if (inode.type === 'symlink') {
        const target = inode.target.startsWith('/') ? inode.target : `${here}/${inode.target}`;
        return this.realpath([target, ...parts.slice(i + 1)].join('/'), depth + 1);
      }
      done.push(name);
    }
    return `/${done.join('/')}`;
  }

  stat(inode: Inode): FileStat {
    const { ino, type, mode, nlink, atimeMs, mtimeMs, ctimeMs, birthtimeMs } = inode;
    const size = inode.type === 'file' ? inode.size : inode.type === 'symlink' ? inode.target.length : 4096;
    return { ino, type, mode, size, nlink, atimeMs, mtimeMs, ctimeMs, birthtimeMs };
  }

  /** Frees a removed file's bytes once nobody has it open. */
  release(file: FileInode): void {
    if (file.nlink > 0) return;
    this.#usedBytes -= file.size;
    file.size = 0;
    file.bytes = new Uint8Array(0);
  }

  #resize(file: FileInode, size: number): void {
    const grown = size - file.size;
    if (grown > 0 && this.#usedBytes + grown > this.#options.capacityBytes) throw new FileError('ENOSPC');
    if (size > file.bytes.length) {
      const bytes = new Uint8Array(Math.max(size, file.bytes.length * 2));
      bytes.set(file.bytes.subarray(0, file.size));
      file.bytes = bytes;
    }
    this.#usedBytes += grown;
    file.size = size;
  }

  #remove(at: Located): void {
    at.parent.children.delete(at.name);
    this.#touch(at.parent);
    this.#changed(at.parent, at.name, 'rename', at.inode);
  }

  #newInode(mode: number) {
    const now = this.#options.nowMs();
    return { ino: this.#nextIno++, mode, nlink: 1, atimeMs: now, mtimeMs: now, ctimeMs: now, birthtimeMs: now };
  }

  #newDirectory(mode: number): DirectoryInode {
    return { ...this.#newInode(mode), type: 'directory', children: new Map() };
  }

  #touch(inode: Inode): void {
    inode.mtimeMs = this.#options.nowMs();
    inode.ctimeMs = inode.mtimeMs;
  }

  #contentChanged(file: FileInode): void {
    for (const listener of this.#listeners) listener(this.root, '', 'change', file);
  }

  #changed(directory: DirectoryInode, name: string, event: 'rename' | 'change', inode: Inode | undefined): void {
    for (const listener of this.#listeners) listener(directory, name, event, inode);
  }
}

import { ERRNO } from '../../abi/errno.ts';
import type { HandleKind, HandleTable } from '../handle-table.ts';
import type { Inode } from './inode.ts';

/** What a descriptor number stands for. */
export interface OpenFile {
  readonly path: string;
  readonly inode: Inode;
  readonly flags: number;
  /** Id in the handle table. */
  readonly handle: number;
  position: number;
}

type Slot = { readonly kind: 'file'; readonly file: OpenFile } | { readonly kind: 'socket'; readonly handle: number };

const FIRST_FREE = 3;

/** Descriptor numbers of one process: the lowest free one first, 0 to 2 taken by stdio, sockets counted too. */
export class DescriptorTable {
  readonly #slots: (Slot | undefined)[] = [];
  readonly #handles: HandleTable;
  readonly #pid: number;
  /** RLIMIT_NOFILE: numbers stay below it. */
  readonly limit: number;

  constructor(pid: number, handles: HandleTable, limit: number) {
    this.#pid = pid;
    this.#handles = handles;
    this.limit = limit;
  }

  /** Returns the number, or -EMFILE. */
  openFile(path: string, inode: Inode, flags: number, stack: string): number {
    const fd = this.#lowestFree();
    if (fd < 0) return fd;
    const handle = this.#handles.open(this.#pid, 'fd', path, stack).id;
    this.#slots[fd] = { kind: 'file', file: { path, inode, flags, handle, position: 0 } };
    return fd;
  }

  /** A descriptor for a socket or server, recorded in the handle table under its own kind. Returns the handle id, or -EMFILE. */
  openSocket(kind: HandleKind, label: string, stack: string): number {
    const fd = this.#lowestFree();
    if (fd < 0) return fd;
    const handle = this.#handles.open(this.#pid, kind, label, stack).id;
    this.#slots[fd] = { kind: 'socket', handle };
    return handle;
  }

  closeSocket(handle: number): void {
    const fd = this.#slots.findIndex((slot) => slot?.kind === 'socket' && slot.handle === handle);
    if (fd >= 0) this.#slots[fd] = undefined;
    this.#handles.close(handle);
  }

  /** The open file behind a number; undefined when there is none (EBADF). */
  file(fd: number): OpenFile | undefined {
    const slot = this.#slots[fd];
    return slot?.kind === 'file' ? slot.file : undefined;
  }

  /** Returns the file that was closed, or undefined (EBADF). */
  closeFile(fd: number): OpenFile | undefined {
    const file = this.file(fd);
    if (file === undefined) return undefined;
    this.#slots[fd] = undefined;
    this.#handles.close(file.handle);
    return file;
  }

  /** Open numbers with what they point at, for /proc/self/fd. */
  list(): [fd: number, target: string][] {
    const open: [number, string][] = [[0, '/dev/pts/0'], [1, '/dev/pts/0'], [2, '/dev/pts/0']];
    for (const [fd, slot] of this.#slots.entries()) {
      if (slot !== undefined) open.push([fd, slot.kind === 'file' ? slot.file.path : `socket:[${slot.handle}]`]);
    }
    return open;
  }

  #lowestFree(): number {
    for (let fd = FIRST_FREE; fd < this.limit; fd++) if (this.#slots[fd] === undefined) return fd;
    return -ERRNO.EMFILE;
  }
}

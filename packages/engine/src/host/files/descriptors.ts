import { ERRNO } from '../../abi/errno.ts';
import type { HandleKind, HandleTable } from '../handle-table.ts';
import type { Inode } from './inode.ts';

/** What a descriptor number stands for. */
export interface OpenFile {
  /** Canonical path at the time it was opened. */
  readonly path: string;
  readonly inode: Inode;
  readonly flags: number;
  /** Id in the handle table. */
  readonly handle: number;
  position: number;
}

type Slot =
  | { readonly kind: 'stdio' }
  | { readonly kind: 'file'; readonly file: OpenFile }
  | { readonly kind: 'socket'; readonly handle: number; readonly onClosedByNumber: (() => void) | undefined };

function createPlaceholder(): Inode {
  return { ino: 0, type: 'device', mode: 0, atimeMs: 0, mtimeMs: 0, ctimeMs: 0, birthtimeMs: 0, place: undefined, openCount: 0 };
}

const STDIO: Slot = { kind: 'stdio' };
const TERMINAL = '/dev/pts/0';

/** Descriptor numbers of one process: the lowest free one first, 0 to 2 taken by stdio, sockets counted too. */
export class DescriptorTable {
  readonly #slots: (Slot | undefined)[] = [STDIO, STDIO, STDIO];
  readonly #fdOfSocket = new Map<number, number>();
  readonly #handles: HandleTable;
  readonly #pid: number;
  /** Every number below it is taken. */
  #lowest = 3;
  /** RLIMIT_NOFILE: numbers stay below it. */
  /** RLIMIT_NOFILE: may change while the process runs. */
  limit: number;

  /** What is left of what was written to its standard input. */
  #input: Uint8Array<ArrayBuffer>;

  constructor(pid: number, handles: HandleTable, limit: number, input: Uint8Array<ArrayBuffer> = new Uint8Array(0)) {
    this.#pid = pid;
    this.#input = input;
    this.#handles = handles;
    this.limit = limit;
  }

  /** The number that the next open gets, or -EMFILE. */
  lowestFree(): number {
    let fd = this.#lowest;
    while (this.#slots[fd] !== undefined) fd++;
    this.#lowest = fd;
    return fd < this.limit ? fd : -ERRNO.EMFILE;
  }

  /** Returns the number, or -EMFILE. */
  openFile(path: string, inode: Inode, flags: number, stack: string): number {
    const fd = this.lowestFree();
    if (fd < 0) return fd;
    const handle = this.#handles.open(this.#pid, 'fd', path, stack).id;
    this.#slots[fd] = { kind: 'file', file: { path, inode, flags, handle, position: 0 } };
    inode.openCount++;
    return fd;
  }

  /** A descriptor that refers to nothing real: only its number and its handle matter. Returns the number, or -EMFILE. */
  openPlaceholder(label: string): number {
    return this.openFile(label, createPlaceholder(), 0, '');
  }

  /**
   * A descriptor for a socket or server, recorded in the handle table under its own kind.
   * @param onClosedByNumber called after the program closed the number with `fs.close`: the socket is gone beneath its owner.
   *   Without it such a close fails with EBADF.
   * @returns the handle id, or -EMFILE.
   */
  openSocket(kind: HandleKind, label: string, stack: string, onClosedByNumber?: () => void): number {
    const fd = this.lowestFree();
    if (fd < 0) return fd;
    const handle = this.#handles.open(this.#pid, kind, label, stack).id;
    this.#slots[fd] = { kind: 'socket', handle, onClosedByNumber };
    this.#fdOfSocket.set(handle, fd);
    return handle;
  }

  closeSocket(handle: number): void {
    const fd = this.#fdOfSocket.get(handle);
    if (fd !== undefined) this.#free(fd);
    this.#fdOfSocket.delete(handle);
    this.#handles.close(handle);
  }

  /** The open file behind a number; undefined when there is none (EBADF). */
  file(fd: number): OpenFile | undefined {
    const slot = this.#slots[fd];
    return slot?.kind === 'file' ? slot.file : undefined;
  }

  /** The next bytes of standard input; none at its end. */
  readInput(length: number): Uint8Array<ArrayBuffer> {
    const bytes = this.#input.slice(0, length);
    this.#input = this.#input.subarray(bytes.length);
    return bytes;
  }

  isStdio(fd: number): boolean {
    return this.#slots[fd] === STDIO;
  }

  /** Returns the inode that lost a descriptor, 'other' for what is no file, or undefined (EBADF). */
  close(fd: number): Inode | 'other' | undefined {
    const slot = this.#slots[fd];
    if (slot === undefined) return undefined;
    if (slot.kind === 'file') {
      this.#free(fd);
      this.#handles.close(slot.file.handle);
      slot.file.inode.openCount--;
      return slot.file.inode;
    }
    if (slot.kind === 'socket') {
      if (slot.onClosedByNumber === undefined) return undefined;
      this.closeSocket(slot.handle);
      slot.onClosedByNumber();
    } else this.#free(fd);
    return 'other';
  }

  /** The process is dead: gives back every file. Sockets are their network's to close. Returns the inodes that lost a descriptor. */
  closeFiles(): Inode[] {
    const inodes: Inode[] = [];
    for (const [fd, slot] of this.#slots.entries()) {
      if (slot?.kind !== 'file') continue;
      this.close(fd);
      inodes.push(slot.file.inode);
    }
    return inodes;
  }

  /** What an open number points at, as /proc/self/fd shows it. */
  target(fd: number): string | undefined {
    const slot = this.#slots[fd];
    if (slot === undefined) return undefined;
    if (slot.kind === 'socket') return `socket:[${slot.handle}]`;
    if (slot.kind === 'stdio') return TERMINAL;
    const { path, inode } = slot.file;
    return inode.place === undefined && inode.type === 'file' ? `${path} (deleted)` : path;
  }

  /** Open numbers with what they point at, lowest first. */
  list(): [fd: number, target: string][] {
    const open: [number, string][] = [];
    for (let fd = 0; fd < this.#slots.length; fd++) {
      const target = this.target(fd);
      if (target !== undefined) open.push([fd, target]);
    }
    return open;
  }

  #free(fd: number): void {
    this.#slots[fd] = undefined;
    if (fd < this.#lowest) this.#lowest = fd;
  }
}

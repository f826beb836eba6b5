import fs from 'node:fs';
import type { OpenHandles } from './open-handles.ts';

type Patched = Record<string, (...args: unknown[]) => unknown>;

const TABLE = '/proc/self/fd';
/** What Node opens for itself, unseen: no row, unless the program was seen to open it. */
const NODES_OWN = /^\/(?:dev|proc)\//;
const readlink = fs.readlinkSync;
const readdir = fs.readdirSync;

/** Files that descriptors name, by number. Pipes and sockets are left out. Undefined where the system has no such table. */
function openFiles(): Map<number, string> | undefined {
  if (!fs.existsSync(TABLE)) return undefined;
  const files = new Map<number, string>();
  for (const name of readdir(TABLE)) {
    try {
      const target = readlink(`${TABLE}/${name}`);
      if (target.startsWith('/')) files.set(Number(name), target);
    } catch {
      // The descriptor of the listing itself: closed by now.
    }
  }
  return files;
}

/**
 * Descriptors of files: the calls that open and close them are watched, because a number alone says neither which
 * line opened it nor that it was closed and given out again; the system's own table then has the last word.
 */
export class Descriptors {
  readonly #handles: OpenHandles;

  constructor(handles: OpenHandles) {
    this.#handles = handles;
  }

  watch(): void {
    const calls = fs as unknown as Patched;
    const { openSync, closeSync, open, close } = fs as unknown as { [name: string]: (...args: unknown[]) => unknown };
    const opened = (fd: unknown, path: unknown) => {
      if (typeof fd === 'number') this.#handles.open(fd, 'fd', String(path));
    };
    calls['openSync'] = (...args) => {
      const fd = openSync?.(...args);
      opened(fd, args[0]);
      return fd;
    };
    calls['closeSync'] = (...args) => {
      closeSync?.(...args);
      this.#handles.close(args[0]);
    };
    calls['open'] = (...args) => {
      const done = args.pop() as (error: unknown, fd: unknown) => void;
      return open?.(...args, (error: unknown, fd: unknown) => {
        if (error === null) opened(fd, args[0]);
        done(error, fd);
      });
    };
    calls['close'] = (...args) => {
      // Before the call: the number can be given out again before its callback runs.
      this.#handles.close(args[0]);
      return close?.(...args);
    };
    this.#watchPromises();
  }

  /** What the table has now: rows of descriptors that are gone are closed, those that nobody saw opened are added. */
  reconcile(): void {
    const files = openFiles();
    if (files === undefined) return;
    for (const token of this.#handles.tokensOf('fd')) if (!files.has(token as number)) this.#handles.close(token);
    for (const [fd, path] of files) if (this.#handles.get(fd) === undefined && !NODES_OWN.test(path)) this.#handles.open(fd, 'fd', path);
  }

  #watchPromises(): void {
    const { open } = fs.promises;
    fs.promises.open = async (...args) => {
      const file = await open(...args);
      this.#handles.open(file.fd, 'fd', String(args[0]));
      const { close } = file;
      file.close = () => {
        this.#handles.close(file.fd);
        return close.call(file);
      };
      return file;
    };
  }
}

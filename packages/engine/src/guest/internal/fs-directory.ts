import { codedError } from './errors.ts';
import { absolute, encodeName, type Options, toCallback, toPath } from './fs-arguments.ts';
import { OPEN } from '../../abi/open-flags.ts';
import { checked, later, type Operation, promised } from './fs-operation.ts';
import { Dirent } from './fs-stats.ts';
import { entriesOf, joined } from './fs-tree.ts';
import { sys } from './sys.ts';
import { invalidThis } from './validate.ts';

/** An open directory. It holds a descriptor until it is closed; iterating to the end or breaking off closes it. */
export class Dir {
  readonly #path: string;
  readonly #full: string;
  readonly #options: Options;
  #fd: number;
  #rest: Dirent[] | undefined;

  constructor(fd: number, path: string, full: string, options: Options) {
    if (fd === undefined) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "handle" argument must be specified');
    this.#fd = fd;
    this.#path = path;
    this.#full = full;
    this.#options = options;
  }

  get path(): string {
    if (!(#path in this)) throw invalidThis('Dir');
    return this.#path;
  }

  readSync(): Dirent | null {
    this.#assertOpen();
    this.#rest ??= this.#list();
    return this.#rest.pop() ?? null;
  }

  read(): Promise<Dirent | null>;
  read(callback: (error: unknown, entry?: Dirent | null) => void): void;
  read(callback?: unknown): Promise<Dirent | null> | undefined {
    const operation = () => this.readSync();
    if (callback === undefined) return promised(operation);
    later(operation, toCallback(callback) as (error: unknown, entry?: Dirent | null) => void);
    return undefined;
  }

  closeSync(): void {
    this.#take()();
  }

  close(): Promise<void>;
  close(callback: (error: unknown) => void): void;
  close(callback?: unknown): Promise<void> | undefined {
    if (callback !== undefined) {
      later(this.#take(), toCallback(callback));
      return undefined;
    }
    try {
      return promised(this.#take());
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async *entries(): AsyncGenerator<Dirent, void> {
    try {
      for (let entry = await this.read(); entry !== null; entry = await this.read()) yield entry;
    } finally {
      await this.close();
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<Dirent, void> {
    return this.entries();
  }

  /** The same as close(), except that it may come twice. */
  [Symbol.dispose](): void {
    if (this.#fd >= 0) this.closeSync();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#fd >= 0) await this.close();
  }

  /** Gives up the number at once and closes it when run. */
  #take(): Operation<void> {
    this.#assertOpen();
    const fd = this.#fd;
    this.#fd = -1;
    this.#rest = undefined;
    return () => void checked(sys.fsClose(fd), 'closedir');
  }

  #assertOpen(): void {
    if (this.#fd < 0) throw codedError(Error, 'ERR_DIR_CLOSED', 'Directory handle was closed');
  }

  /** Last one first: entries are taken from the end. */
  #list(): Dirent[] {
    const found: Dirent[] = [];
    const folders = [''];
    for (const folder of folders) {
      const parent = folder === '' ? this.#path : joined(this.#path, folder);
      for (const [name, type] of entriesOf(joined(this.#full, folder), 'scandir', parent)) {
        found.push(new Dirent(encodeName(name, this.#options), parent, type));
        if (this.#options.recursive === true && type === 'directory') folders.push(joined(folder, name));
      }
    }
    return found.reverse();
  }
}

/** @param namesPath whether errors carry the path: those of the synchronous form do not, in Node 24. */
export function opendir(path: unknown, options: Options, stack: string, namesPath: boolean): Operation<Dir> {
  const shown = toPath(path);
  const full = absolute(shown);
  return () => new Dir(checked(sys.fsOpen(full, OPEN.RDONLY | OPEN.DIRECTORY, 0, stack), 'opendir', namesPath ? shown : undefined), shown, full, options);
}

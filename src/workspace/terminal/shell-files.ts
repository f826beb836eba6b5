import type { ComputerFiles } from '@unhandled/lab';
import type { CpOptions, FileContent, FsStat, IFileSystem, MkdirOptions, RmOptions } from 'just-bash/browser';

/** What the shell may do to a file of the lab, by its absolute path; a file of the reader's or the server's own is 'free'. */
export type RightsOf = (path: string) => 'read' | 'edit' | 'free';

/** An error in the words that commands expect: they show what stands before the colon's end. */
function failure(code: string, what: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${what}, '${path}'`), { code });
}

/** The computer's files for a shell. Links and permissions are not to be changed from here. */
export class ShellFiles implements IFileSystem {
  readonly #files: () => ComputerFiles;
  readonly #rightsOf: RightsOf;

  constructor(files: () => ComputerFiles, rightsOf: RightsOf) {
    this.#files = files;
    this.#rightsOf = rightsOf;
  }

  async readFile(path: string): Promise<string> {
    return new TextDecoder().decode(await this.readFileBuffer(path));
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    if ((await this.stat(path)).isDirectory) throw failure('EISDIR', 'illegal operation on a directory, read', path);
    return this.#files().readFile(path);
  }

  async writeFile(path: string, content: FileContent): Promise<void> {
    this.#mayChange(path);
    if ((await this.exists(path)) && (await this.stat(path)).isDirectory) throw failure('EISDIR', 'illegal operation on a directory, open', path);
    await this.#files().writeFile(path, content);
  }

  async appendFile(path: string, content: FileContent): Promise<void> {
    this.#mayChange(path);
    const before = (await this.exists(path)) ? await this.readFileBuffer(path) : new Uint8Array();
    const added = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const all = new Uint8Array(before.length + added.length);
    all.set(before);
    all.set(added, before.length);
    await this.#files().writeFile(path, all);
  }

  exists(path: string): Promise<boolean> {
    return this.#files().exists(path);
  }

  async stat(path: string): Promise<FsStat> {
    const { type, size, mode, mtimeMs } = await this.#files().stat(path);
    const shown = type !== 'directory' && this.#rightsOf(path) === 'read' ? mode & ~0o222 : mode;
    return {
      isFile: type === 'file' || type === 'device',
      isDirectory: type === 'directory',
      isSymbolicLink: false,
      mode: shown,
      size,
      mtime: new Date(mtimeMs),
    };
  }

  lstat(path: string): Promise<FsStat> {
    return this.stat(path);
  }

  mkdir(path: string, options: MkdirOptions = {}): Promise<void> {
    return this.#files().mkdir(path, options);
  }

  readdir(path: string): Promise<string[]> {
    return this.#files().readdir(path);
  }

  async rm(path: string, options: RmOptions = {}): Promise<void> {
    for (const file of await this.#filesBelow(path)) this.#mayRemove(file);
    await this.#files().rm(path, options);
  }

  async cp(from: string, to: string, options: CpOptions = {}): Promise<void> {
    const { isDirectory } = await this.stat(from);
    if (!isDirectory) return this.writeFile(to, await this.readFileBuffer(from));
    if (!options.recursive) throw failure('EISDIR', 'illegal operation on a directory, cp', from);
    await this.mkdir(to, { recursive: true });
    for (const name of await this.readdir(from)) await this.cp(`${from}/${name}`, `${to}/${name}`, options);
  }

  async mv(from: string, to: string): Promise<void> {
    for (const file of await this.#filesBelow(from)) this.#mayRemove(file);
    this.#mayChange(to);
    await this.#files().rename(from, to);
  }

  resolvePath(base: string, path: string): string {
    const parts: string[] = [];
    for (const part of (path.startsWith('/') ? path : `${base}/${path}`).split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return `/${parts.join('/')}`;
  }

  /** Globs walk folder by folder instead. */
  getAllPaths(): string[] {
    return [];
  }

  async realpath(path: string): Promise<string> {
    await this.stat(path);
    return this.resolvePath('/', path);
  }

  chmod(path: string): Promise<void> {
    return Promise.reject(failure('EPERM', 'permissions are the lab’s here, chmod', path));
  }

  symlink(_target: string, path: string): Promise<void> {
    return Promise.reject(failure('EPERM', 'this shell makes no links, symlink', path));
  }

  link(_existing: string, path: string): Promise<void> {
    return Promise.reject(failure('EPERM', 'this shell makes no links, link', path));
  }

  readlink(path: string): Promise<string> {
    return Promise.reject(failure('EINVAL', 'not a link, readlink', path));
  }

  /** `touch` of a file that is there: its times are set by writing. */
  async utimes(path: string): Promise<void> {
    this.#mayChange(path);
    await this.stat(path);
  }

  #mayChange(path: string): void {
    if (this.#rightsOf(path) === 'read') throw failure('EACCES', 'permission denied: this file is read only in the lab', path);
  }

  #mayRemove(path: string): void {
    if (this.#rightsOf(path) !== 'free') throw failure('EACCES', 'permission denied: this file belongs to the lab', path);
  }

  async #filesBelow(path: string): Promise<string[]> {
    if (!(await this.exists(path)) || !(await this.stat(path)).isDirectory) return [path];
    const below = await Promise.all((await this.readdir(path)).map((name) => this.#filesBelow(`${path}/${name}`)));
    return below.flat();
  }
}

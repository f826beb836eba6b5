import { FileError } from './file-error.ts';
import type { FileSystem } from './file-system.ts';
import { type FileTree, makeFolders, mountTree, readWhole, removeTree, writeWhole } from './file-tree.ts';

/** One entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

/**
 * The machine's files for those outside it: no process, no descriptor. The methods, arguments and results
 * are WebContainer's, and so are the promises, although nothing here waits.
 */
export interface FileFacade {
  /** Writes a tree below the root, or below `mountPoint`. */
  mount(tree: FileTree, options?: { mountPoint?: string }): Promise<void>;
  readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
  readFile(path: string, encoding: 'utf8' | 'utf-8'): Promise<string>;
  /** Unlike WebContainer's, it makes missing folders too. */
  writeFile(path: string, contents: string | Uint8Array): Promise<void>;
  readdir(path: string): Promise<string[]>;
  readdir(path: string, options: { withFileTypes: true }): Promise<FolderEntry[]>;
  mkdir(path: string, options?: { recursive?: boolean }): Promise<void>;
  rm(path: string, options?: { recursive?: boolean; force?: boolean }): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Of what a path leads to, links followed. Not in WebContainer's. */
  stat(path: string): Promise<FileFacts>;
}

export interface FileFacts {
  readonly type: 'file' | 'directory' | 'symlink' | 'device';
  /** Bytes; 0 for what is no file. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** ms since the epoch. */
  readonly mtimeMs: number;
}

/** @param root absolute folder that relative paths start from. Every method rejects with {@link FileError}. */
export function createFileFacade(files: FileSystem, root: string): FileFacade {
  const absolute = (path: string): string => (path.startsWith('/') ? path : `${root}/${path}`);

  async function readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
  async function readFile(path: string, encoding: 'utf8' | 'utf-8'): Promise<string>;
  async function readFile(path: string, encoding?: 'utf8' | 'utf-8'): Promise<Uint8Array<ArrayBuffer> | string> {
    const bytes = readWhole(files, absolute(path));
    return encoding === undefined ? bytes : new TextDecoder().decode(bytes);
  }

  async function readdir(path: string): Promise<string[]>;
  async function readdir(path: string, options: { withFileTypes: true }): Promise<FolderEntry[]>;
  async function readdir(path: string, options?: { withFileTypes: true }): Promise<string[] | FolderEntry[]> {
    const inode = naming(`scandir '${path}'`, () => files.find(absolute(path)));
    if (inode.type !== 'directory') throw new FileError('ENOTDIR', `scandir '${path}'`);
    const children = [...inode.children].sort(([a], [b]) => (a < b ? -1 : 1));
    if (options?.withFileTypes !== true) return children.map(([name]) => name);
    return children.map(([name, { type }]) => ({ name, isFile: () => type === 'file', isDirectory: () => type === 'directory' }));
  }

  return {
    async mount(tree, options = {}) {
      mountTree(files, absolute(options.mountPoint ?? root), tree);
    },
    readFile,
    async writeFile(path, contents) {
      naming(`open '${path}'`, () => writeWhole(files, absolute(path), contents));
    },
    readdir,
    async mkdir(path, options = {}) {
      naming(`mkdir '${path}'`, () => (options.recursive ? makeFolders(files, absolute(path)) : files.mkdir(absolute(path), 0o755)));
    },
    async rm(path, options = {}) {
      const full = absolute(path);
      if (options.force === true && !(await this.exists(path))) return;
      naming(`rm '${path}'`, () => (options.recursive ? removeTree(files, full) : files.unlink(full)));
    },
    async rename(from, to) {
      naming(`rename '${from}' -> '${to}'`, () => files.rename(absolute(from), absolute(to)));
    },
    async stat(path) {
      const inode = naming(`stat '${path}'`, () => files.find(absolute(path)));
      return { type: inode.type, size: inode.type === 'file' ? inode.size : 0, mode: inode.mode & 0o7777, mtimeMs: inode.mtimeMs };
    },
    async exists(path) {
      try {
        return files.locate(absolute(path), false).inode !== undefined;
      } catch (error) {
        if (error instanceof FileError) return false;
        throw error;
      }
    },
  };
}

/** Says in the error what was being done, which the file system itself does not know. */
function naming<T>(doing: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof FileError) throw new FileError(error.code, doing);
    throw error;
  }
}

import { FileError } from './file-error.ts';
import type { FileSystem } from './file-system.ts';

/** A folder's content, shaped as WebContainer's `mount` takes it. */
export interface FileTree {
  readonly [name: string]: { readonly file: { readonly contents: string | Uint8Array } } | { readonly directory: FileTree };
}

/** Writes a tree below `path`, which is made if it is not there. @throws {FileError} */
export function mountTree(files: FileSystem, path: string, tree: FileTree): void {
  makeFolders(files, path);
  for (const [name, node] of Object.entries(tree)) {
    if ('directory' in node) mountTree(files, `${path}/${name}`, node.directory);
    else writeWhole(files, `${path}/${name}`, node.file.contents);
  }
}

/** Replaces a file's content; makes the file and its folders when needed. @throws {FileError} */
export function writeWhole(files: FileSystem, path: string, contents: string | Uint8Array): void {
  makeFolders(files, path.slice(0, path.lastIndexOf('/')));
  const at = files.locate(path, true);
  if (at.inode?.type === 'directory') throw new FileError('EISDIR', `open '${path}'`);
  const file = at.inode?.type === 'file' ? at.inode : files.createFile(at, 0o644);
  files.truncate(file, 0);
  files.write(file, 0, typeof contents === 'string' ? new TextEncoder().encode(contents) : contents);
}

/** @throws {FileError} */
export function readWhole(files: FileSystem, path: string): Uint8Array<ArrayBuffer> {
  const { inode } = files.locate(path, true);
  if (inode === undefined) throw new FileError('ENOENT', `open '${path}'`);
  if (inode.type === 'directory') throw new FileError('EISDIR', `read '${path}'`);
  return inode.type === 'file' ? files.read(inode, 0, inode.size) : new Uint8Array(0);
}

export function isFile(files: FileSystem, path: string): boolean {
  try {
    return files.find(path).type === 'file';
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}

/** Files as those look at them who find and load a program's modules: no descriptor, no error for what is not there. */
export function programFiles(files: FileSystem) {
  const typeOf = (path: string): string => {
    try {
      return files.find(path).type;
    } catch (error) {
      if (error instanceof FileError) return '';
      throw error;
    }
  };
  return {
    isFile: (path: string) => typeOf(path) === 'file',
    isDirectory: (path: string) => typeOf(path) === 'directory',
    realPath: (path: string) => files.realpath(path),
    readText: (path: string) => new TextDecoder().decode(readWhole(files, path)),
  };
}

/** Makes a folder and those above it that are not there. @throws {FileError} */
export function makeFolders(files: FileSystem, path: string): void {
  let at = '';
  for (const part of path.split('/').filter((each) => each !== '')) {
    at += `/${part}`;
    if (files.locate(at, true).inode === undefined) files.mkdir(at, 0o755);
  }
}

/** Removes a file or a folder with all in it. @throws {FileError} */
export function removeTree(files: FileSystem, path: string): void {
  const inode = files.find(path, false);
  if (inode.type !== 'directory') {
    files.unlink(path);
    return;
  }
  for (const name of [...inode.children.keys()]) removeTree(files, `${path}/${name}`);
  if (inode !== files.root) files.rmdir(path);
}

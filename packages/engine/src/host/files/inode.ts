/** A file, directory or symbolic link. Times in ms since the epoch. */
export type Inode = FileInode | DirectoryInode | SymlinkInode;

interface InodeBase {
  readonly ino: number;
  mode: number;
  nlink: number;
  atimeMs: number;
  mtimeMs: number;
  ctimeMs: number;
  readonly birthtimeMs: number;
}

export interface FileInode extends InodeBase {
  readonly type: 'file';
  /** Storage, at least `size` bytes long: grown by doubling. */
  bytes: Uint8Array<ArrayBuffer>;
  size: number;
}

export interface DirectoryInode extends InodeBase {
  readonly type: 'directory';
  readonly children: Map<string, Inode>;
}

export interface SymlinkInode extends InodeBase {
  readonly type: 'symlink';
  readonly target: string;
}

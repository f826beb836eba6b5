/** A file, directory, symbolic link or character device. Times in ms since the epoch. */
export type Inode = FileInode | DirectoryInode | SymlinkInode | DeviceInode;

/** Where an inode hangs in the tree. */
export interface Place {
  readonly parent: DirectoryInode;
  readonly name: string;
}

interface InodeBase {
  readonly ino: number;
  /** Permission bits only. */
  mode: number;
  atimeMs: number;
  mtimeMs: number;
  ctimeMs: number;
  readonly birthtimeMs: number;
  /** Undefined for the root, and for what has been removed. */
  place: Place | undefined;
  /** Further names of a file that has hard links. */
  otherPlaces?: Place[] | undefined;
  /** Descriptors that refer to it, in all processes: a removed file lives until the last one is closed. */
  openCount: number;
}

export interface FileInode extends InodeBase {
  readonly type: 'file';
  /** Storage, at least `size` bytes long: grown by doubling. Bytes beyond `size` are zero. */
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

/** /dev/null and a process's terminal: reads give nothing, writes vanish. */
export interface DeviceInode extends InodeBase {
  readonly type: 'device';
}

import type { FileStat } from '../../abi/syscalls.ts';
import type { Name } from './fs-arguments.ts';
import { constants } from './fs-constants.ts';

const TYPE_BITS = { file: constants.S_IFREG, directory: constants.S_IFDIR, symlink: constants.S_IFLNK, device: constants.S_IFCHR } as const;
const USER_ID = 1000;
const BLOCK_BYTES = 4096;
const SECTORS_PER_BLOCK = 8;

abstract class StatsMethods {
  abstract readonly mode: number | bigint;

  isDirectory(): boolean {
    return this.#is(constants.S_IFDIR);
  }
  isFile(): boolean {
    return this.#is(constants.S_IFREG);
  }
  isBlockDevice(): boolean {
    return this.#is(constants.S_IFBLK);
  }
  isCharacterDevice(): boolean {
    return this.#is(constants.S_IFCHR);
  }
  isSymbolicLink(): boolean {
    return this.#is(constants.S_IFLNK);
  }
  isFIFO(): boolean {
    return this.#is(constants.S_IFIFO);
  }
  isSocket(): boolean {
    return this.#is(constants.S_IFSOCK);
  }
  #is(type: number): boolean {
    return (Number(this.mode) & constants.S_IFMT) === type;
  }
}

/** What fs.stat() gives. */
export class Stats extends StatsMethods {
  readonly dev = 1;
  readonly mode: number;
  readonly nlink: number;
  readonly uid = USER_ID;
  readonly gid = USER_ID;
  readonly rdev = 0;
  readonly blksize = BLOCK_BYTES;
  readonly ino: number;
  readonly size: number;
  readonly blocks: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly birthtimeMs: number;

  constructor(stat: FileStat) {
    super();
    this.mode = TYPE_BITS[stat.type] | stat.mode;
    this.nlink = stat.nlink;
    this.ino = stat.ino;
    this.size = stat.size;
    this.blocks = stat.type === 'file' ? Math.ceil(stat.size / BLOCK_BYTES) * SECTORS_PER_BLOCK : 0;
    this.atimeMs = stat.atimeMs;
    this.mtimeMs = stat.mtimeMs;
    this.ctimeMs = stat.ctimeMs;
    this.birthtimeMs = stat.birthtimeMs;
  }
}

/** What fs.stat() gives with `bigint: true`. */
export class BigIntStats extends StatsMethods {
  readonly dev = 1n;
  readonly mode: bigint;
  readonly nlink: bigint;
  readonly uid = BigInt(USER_ID);
  readonly gid = BigInt(USER_ID);
  readonly rdev = 0n;
  readonly blksize = BigInt(BLOCK_BYTES);
  readonly ino: bigint;
  readonly size: bigint;
  readonly blocks: bigint;
  readonly atimeMs: bigint;
  readonly mtimeMs: bigint;
  readonly ctimeMs: bigint;
  readonly birthtimeMs: bigint;
  readonly atimeNs: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly birthtimeNs: bigint;

  constructor(stat: FileStat) {
    super();
    const small = new Stats(stat);
    this.mode = BigInt(small.mode);
    this.nlink = BigInt(small.nlink);
    this.ino = BigInt(small.ino);
    this.size = BigInt(small.size);
    this.blocks = BigInt(small.blocks);
    this.atimeMs = BigInt(Math.floor(stat.atimeMs));
    this.mtimeMs = BigInt(Math.floor(stat.mtimeMs));
    this.ctimeMs = BigInt(Math.floor(stat.ctimeMs));
    this.birthtimeMs = BigInt(Math.floor(stat.birthtimeMs));
    this.atimeNs = nanoseconds(stat.atimeMs);
    this.mtimeNs = nanoseconds(stat.mtimeMs);
    this.ctimeNs = nanoseconds(stat.ctimeMs);
    this.birthtimeNs = nanoseconds(stat.birthtimeMs);
  }
}

/** Of a file system in memory, as Linux numbers it. */
const TMPFS_MAGIC = 0x0102_1994;
const MAX_FILES = 2 ** 20;

/** What fs.statfs() gives: blocks, not bytes. */
export class StatFs {
  readonly type: number | bigint;
  readonly bsize: number | bigint;
  readonly blocks: number | bigint;
  readonly bfree: number | bigint;
  readonly bavail: number | bigint;
  readonly files: number | bigint;
  readonly ffree: number | bigint;

  constructor({ bytes, used, files }: { bytes: number; used: number; files: number }, isBig: boolean) {
    const free = Math.floor((bytes - used) / BLOCK_BYTES);
    const as = (value: number) => (isBig ? BigInt(value) : value);
    this.type = as(TMPFS_MAGIC);
    this.bsize = as(BLOCK_BYTES);
    this.blocks = as(Math.floor(bytes / BLOCK_BYTES));
    this.bfree = as(free);
    this.bavail = as(free);
    this.files = as(MAX_FILES);
    this.ffree = as(MAX_FILES - files);
  }
}

function nanoseconds(ms: number): bigint {
  return BigInt(Math.round(ms * 1000)) * 1000n;
}

// Dates are made when asked for, as in Node: most programs never do.
const GuestDate = globalThis.Date;
for (const time of ['atime', 'mtime', 'ctime', 'birthtime'] as const) {
  const descriptor = {
    enumerable: true,
    configurable: true,
    get(this: Stats | BigIntStats) {
      const date = new GuestDate(Number(this[`${time}Ms`]));
      setOwn(this, time, date);
      return date;
    },
    set(this: object, value: unknown) {
      setOwn(this, time, value);
    },
  };
  Object.defineProperty(Stats.prototype, time, descriptor);
  Object.defineProperty(BigIntStats.prototype, time, descriptor);
}

function setOwn(stats: object, time: string, value: unknown): void {
  Object.defineProperty(stats, time, { value, enumerable: true, configurable: true, writable: true });
}

const DIRENT_TYPES = {
  file: constants.UV_DIRENT_FILE,
  directory: constants.UV_DIRENT_DIR,
  symlink: constants.UV_DIRENT_LINK,
  device: constants.UV_DIRENT_CHAR,
} as const;
const kind = Symbol('type');

/** One entry of a directory, as readdir() gives it with `withFileTypes`. */
export class Dirent {
  readonly name: Name;
  readonly parentPath: string;
  readonly [kind]: number;

  constructor(name: Name, parentPath: string, type: FileStat['type']) {
    this.name = name;
    this.parentPath = parentPath;
    this[kind] = DIRENT_TYPES[type];
  }
  isDirectory(): boolean {
    return this[kind] === constants.UV_DIRENT_DIR;
  }
  isFile(): boolean {
    return this[kind] === constants.UV_DIRENT_FILE;
  }
  isBlockDevice(): boolean {
    return false;
  }
  isCharacterDevice(): boolean {
    return this[kind] === constants.UV_DIRENT_CHAR;
  }
  isSymbolicLink(): boolean {
    return this[kind] === constants.UV_DIRENT_LINK;
  }
  isFIFO(): boolean {
    return false;
  }
  isSocket(): boolean {
    return false;
  }
}

import { descriptorOf } from './fs-whole-file.ts';
import { codedError, invalidArgType } from './errors.ts';
import { toPath } from './fs-arguments.ts';
import { close, fsync, open, read, write, writev } from './fs-descriptor.ts';
import { later } from './fs-operation.ts';
import { assertFunction } from './validate.ts';

/** What a file stream works on: descriptors by default, a FileHandle, or the functions that `options.fs` gives. */
export interface StreamSource {
  open?(path: string, flags: unknown, mode: unknown, done: (error: unknown, fd?: number) => void): void;
  close(fd: number, done: (error?: unknown) => void): void;
  read?(fd: number, buffer: Uint8Array, offset: number, length: number, position: number | undefined, done: (error: unknown, count: number) => void): void;
  write?(fd: number, buffer: Uint8Array, offset: number, length: number, position: number | undefined, done: (error: unknown, count: number) => void): void;
  writev?(fd: number, buffers: Uint8Array[], position: number | undefined, done: (error: unknown, count: number) => void): void;
  fsync?(fd: number, done: (error?: unknown) => void): void;
}

const counted = (done: (error: unknown, count: number) => void) => (error: unknown, count?: number) => done(error, count ?? 0);

type Functions = Record<string, (...args: unknown[]) => void>;
let original: Functions = {};
let current: Functions = {};

/** node:fs as it is now, beside its functions as they were: streams go through what a program has replaced. */
export function setStreamFunctions(functions: object): void {
  current = functions as Functions;
  original = { ...current };
}

/** The program's own function of that name, if it has put one in node:fs. */
function replaced(name: string): ((...args: unknown[]) => void) | undefined {
  const now = current[name];
  return now === original[name] ? undefined : now;
}

/** @param stack of the place that made the stream: the descriptor is opened a turn later. */
export function descriptorSource(stack: string): StreamSource {
  return {
    open(path, flags, mode, done) {
      const own = replaced('open');
      if (own === undefined) later(open(path, flags, mode, stack), done);
      else own(path, flags, mode, done);
    },
    close(fd, done) {
      const own = replaced('close');
      if (own === undefined) later(close(fd), done);
      else own(fd, done);
    },
    read(fd, buffer, offset, length, position, done) {
      const own = replaced('read');
      if (own === undefined) later(read(fd, buffer, offset, length, position), counted(done));
      else own(fd, buffer, offset, length, position, done);
    },
    write(fd, buffer, offset, length, position, done) {
      const own = replaced('write');
      if (own === undefined) later(write(fd, buffer, offset, length, position), counted(done));
      else own(fd, buffer, offset, length, position, done);
    },
    writev(fd, buffers, position, done) {
      const own = replaced('writev');
      if (own === undefined) later(writev(fd, buffers, position), counted(done));
      else own(fd, buffers, position, done);
    },
    fsync(fd, done) {
      const own = replaced('fsync');
      if (own === undefined) later(fsync(fd, 'fsync'), done);
      else own(fd, done);
    },
  };
}

/** By this method a FileHandle says that streams may work on it; it hands out its source and its number. */
export const streamOn = Symbol('streamOn');

export interface StreamableHandle {
  [streamOn](close: () => void): { readonly source: StreamSource; readonly fd: number };
}

export interface FileStreamOptions {
  readonly fd?: unknown;
  readonly fs?: StreamSource;
  readonly flags?: unknown;
  readonly mode?: unknown;
  readonly start?: unknown;
  readonly end?: unknown;
  readonly encoding?: string;
  readonly autoClose?: boolean;
  readonly emitClose?: boolean;
  readonly highWaterMark?: number;
  readonly flush?: boolean;
  readonly signal?: unknown;
}

export interface StreamTarget {
  readonly source: StreamSource;
  readonly fd: number | null;
  readonly path: string | undefined;
}

/** Finds out what the stream is to work on. @param onHandleClosed called when somebody closes the FileHandle. */
export function resolveTarget(path: unknown, options: FileStreamOptions, stack: string, onHandleClosed: () => void): StreamTarget {
  const { fd } = options;
  if (fd === undefined || fd === null) {
    if (options.fs !== undefined) assertFunction(options.fs.open, 'options.fs.open');
    return { source: options.fs ?? descriptorSource(stack), fd: null, path: toPath(path) };
  }
  const handle = fd as Partial<StreamableHandle>;
  if (typeof handle === 'object' && handle[streamOn] !== undefined) {
    if (options.fs !== undefined) throw codedError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The FileHandle with fs method is not implemented');
    return { ...handle[streamOn](onHandleClosed), path: undefined };
  }
  const number = descriptorOf(fd);
  if (number === undefined) throw invalidArgType('options.fd', 'of type number or an instance of FileHandle', fd);
  return { source: options.fs ?? descriptorSource(stack), fd: number, path: undefined };
}

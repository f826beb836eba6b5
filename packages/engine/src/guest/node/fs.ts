import { creationStack } from '../internal/error-stack.ts';
import { toTimeMs } from '../internal/fs-arguments.ts';
import { callbackFunctions } from '../internal/fs-callbacks.ts';
import { constants } from '../internal/fs-constants.ts';
import { Dir } from '../internal/fs-directory.ts';
import { globLater, globSync } from '../internal/fs-glob.ts';
import { FileHandle } from '../internal/fs-handle.ts';
import { BigIntStats, Dirent, Stats } from '../internal/fs-stats.ts';
import { ReadStream, WriteStream } from '../internal/fs-streams.ts';
import { setStreamFunctions } from '../internal/fs-stream-source.ts';
import { syncFunctions } from '../internal/fs-sync.ts';
import { unsupportedFunctions } from '../internal/fs-unsupported.ts';
import { FSWatcher, watch } from '../internal/fs-watcher.ts';
import { unwatchFile, watchFile } from '../internal/fs-stat-watcher.ts';
import promises from './fs-promises.ts';

function createReadStream(path: unknown, options?: unknown): ReadStream {
  return new ReadStream(path, options, creationStack());
}

function createWriteStream(path: unknown, options?: unknown): WriteStream {
  return new WriteStream(path, options, creationStack());
}

/** node:fs. One object, as in Node: programs replace its functions. */
const fs = {
  ...callbackFunctions,
  ...syncFunctions,
  createReadStream,
  createWriteStream,
  watch,
  glob: globLater,
  globSync,
  watchFile,
  unwatchFile,
  Dir,
  Dirent,
  Stats,
  ReadStream,
  WriteStream,
  FileReadStream: ReadStream,
  FileWriteStream: WriteStream,
  _toUnixTimestamp: (time: unknown) => toTimeMs(time) / 1000,
  ...unsupportedFunctions('fs', ['openAsBlob', 'Utf8Stream']),
  constants,
  promises,
};

// Bundling shortens names that programs see when they print things, and that stacks show.
const classes = { BigIntStats, Dir, Dirent, FileHandle, FSWatcher, ReadStream, Stats, WriteStream };
for (const [name, value] of [...Object.entries(promises), ...Object.entries(fs), ...Object.entries(classes)]) {
  if (typeof value === 'function') Object.defineProperty(value, 'name', { value: name, configurable: true });
}

setStreamFunctions(fs);

export default fs;

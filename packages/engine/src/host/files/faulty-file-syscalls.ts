import type { FileFaults, FileOperation } from './file-faults.ts';
import type { ProcessFileSyscalls } from './file-syscalls.ts';

/** The same system calls, except that those fail which a fault has been set for. @param pathOf an open descriptor. */
export function withFileFaults(calls: ProcessFileSyscalls, faults: FileFaults, pathOf: (fd: number) => string): ProcessFileSyscalls {
  function guard<Args extends unknown[], Result>(
    operation: FileOperation,
    call: (...args: Args) => Result,
    path: (first: Args[0]) => string,
  ): (...args: Args) => Result | number {
    return (...args) => {
      const failure = faults.any ? faults.hit(operation, path(args[0])) : 0;
      return failure < 0 ? failure : call(...args);
    };
  }
  const given = (path: string): string => path;
  return {
    ...calls,
    fsOpen: guard('open', calls.fsOpen, given),
    fsRead: guard('read', calls.fsRead, pathOf),
    fsWrite: guard('write', calls.fsWrite, pathOf),
    fsStat: guard('stat', calls.fsStat, given),
    fsReaddir: guard('readdir', calls.fsReaddir, given),
    fsMkdir: guard('mkdir', calls.fsMkdir, given),
    fsRmdir: guard('rmdir', calls.fsRmdir, given),
    fsUnlink: guard('unlink', calls.fsUnlink, given),
    fsRename: guard('rename', calls.fsRename, given),
    fsTruncate: guard('truncate', calls.fsTruncate, pathOf),
  };
}

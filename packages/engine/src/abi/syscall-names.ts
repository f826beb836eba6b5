import type { Syscalls } from './syscalls.ts';

// Types vanish at run time, so the names stand here once; the compiler holds the two together.
const NAMES: Readonly<Record<keyof Syscalls, true>> = {
  fsOpen: true, fsClose: true, fsRead: true, fsWrite: true, fsStat: true, fsFstat: true, fsReaddir: true,
  fsMkdir: true, fsRmdir: true, fsUnlink: true, fsRename: true, fsTruncate: true, fsSymlink: true, fsReadlink: true,
  fsRealpath: true, fsUtimes: true, fsChmod: true, fsWatch: true, fsUnwatch: true, timerStart: true, timerStop: true,
  timerRef: true, monotonicMs: true, handleOpen: true, handleClose: true, activeResources: true, stdioWrite: true,
  exit: true, kill: true, memoryUsage: true, hash: true, hmac: true, randomBytes: true, trackContexts: true, enterContext: true, promiseState: true, promiseResult: true, unsupported: true, resolveCommonJs: true, compileCommonJs: true,
  netListen: true, netPort: true, netClose: true, netConnect: true, netWrite: true, netEnd: true, netDestroy: true,
  netPause: true, netRef: true, httpRespond: true, httpHead: true, httpWrite: true, httpEnd: true, httpAbort: true,
  httpRequest: true, httpRequestWrite: true, httpRequestEnd: true, httpRequestAbort: true,
};

/** Every system call by name, in a fixed order. */
export const SYSCALL_NAMES = Object.keys(NAMES) as readonly (keyof Syscalls)[];

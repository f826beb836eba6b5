import type { HandleSyscalls, ProcessSyscalls } from '../abi/syscalls.ts';
import type { Vm } from '../vm/vm.ts';
import { hash, keyedHash } from './digests.ts';
import type { GuestProcess } from './guest-process.ts';
import type { GuestValueSyscall } from './process-assembly.ts';
import type { HandleKind, HandleTable } from './handle-table.ts';
import type { RequestLog } from './request-log.ts';

export interface ProcessSyscallContext {
  readonly pid: number;
  /** The process is assembled after its system calls: asked for when one is made. */
  readonly process: () => GuestProcess;
  readonly vm: Vm;
  readonly handles: HandleTable;
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
  readonly onUnsupported: (what: string) => void;
  readonly kill: (pid: number, signal: string) => number;
  /** Where requests are attributed. */
  readonly requests: RequestLog | undefined;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
}

/** Bytes of a bare Node process beside its JavaScript heap: only so that rss is larger than the heap, as people expect. */
const RSS_BASE_BYTES = 40 * 1024 * 1024;

const STDERR = 2;

/** What Node's own gauge calls our kinds. It is blind to files, unref'd timers, listeners, leases: the labs teach that. */
const ACTIVE_RESOURCE: Partial<Record<HandleKind, string>> = {
  server: 'TCPServerWrap',
  socket: 'TCPSocketWrap',
  timer: 'Timeout',
  watcher: 'FSEventWrap',
};

export function createProcessSyscalls(context: ProcessSyscallContext): Omit<ProcessSyscalls, GuestValueSyscall> & HandleSyscalls {
  const { pid, handles, vm } = context;
  return {
    handleOpen: (kind, label, stack, refd = false) => handles.open(pid, kind as HandleKind, label, stack, refd).id,
    handleClose(id) {
      handles.close(id);
    },
    handleMisuse(what) {
      handles.misused(pid, what);
    },
    activeResources() {
      const names = handles
        .list(pid)
        .filter((handle) => handle.refd)
        .map((handle) => ACTIVE_RESOURCE[handle.kind]);
      return JSON.stringify(names.filter((name) => name !== undefined));
    },
    stdioWrite(fd, text) {
      // A killed process runs on until the next interrupt check: nobody hears of it.
      if (context.process().exit === undefined) context.onOutput(fd === STDERR ? 'stderr' : 'stdout', text);
    },
    exit: (code) => context.process().requestExit(code),
    kill: context.kill,
    memoryUsage() {
      const heapUsed = vm.allocatedBytes();
      const heapTotal = Math.max(heapUsed, vm.committedBytes());
      return JSON.stringify({ rss: RSS_BASE_BYTES + heapTotal, heapTotal, heapUsed, external: 0, arrayBuffers: 0 });
    },
    hash,
    hmac: keyedHash,
    randomBytes: (count) => context.randomBytes(count).buffer,
    contextMade: (made, parent) => context.requests?.contextMade(made, parent),
    requestBegun: (made, method, url) => context.requests?.requestBegun(made, method, url),
    asyncFrames: context.vm.asyncFrames,
    unsupported: context.onUnsupported,
  };
}

import { readlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { internalBinding } from './node-internals.ts';

export const OPERATIONS = ['open', 'read', 'write', 'stat', 'readdir', 'mkdir', 'rmdir', 'unlink', 'rename', 'truncate'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Operations on files that fail from now on. */
export interface FileFault {
  readonly operation: Operation;
  /** Absent: any file. */
  readonly path?: string;
  readonly code: string;
  /** How many fail; all of them by default. */
  readonly times?: number;
}

type Call = (...args: unknown[]) => unknown;
type FsBinding = Record<string, Call> & { readonly kUsePromises: symbol };

/** Node's calls into the system by what they do, and whether a path or a descriptor comes first. */
const CALLS: Readonly<Record<string, readonly Operation[]>> = {
  open: ['open'],
  openFileHandle: ['open'],
  readFileUtf8: ['open', 'read'],
  writeFileUtf8: ['open', 'write'],
  read: ['read'],
  readBuffers: ['read'],
  writeBuffer: ['write'],
  writeBuffers: ['write'],
  writeString: ['write'],
  stat: ['stat'],
  lstat: ['stat'],
  fstat: ['stat'],
  readdir: ['readdir'],
  mkdir: ['mkdir'],
  rmdir: ['rmdir'],
  unlink: ['unlink'],
  rename: ['rename'],
  ftruncate: ['truncate'],
};

/** Failures of this process's disk. They are met where Node calls the system, so that every API on top of it meets them. */
export class FileFaults {
  readonly #faults = new Map<number, { readonly fault: FileFault; left: number }>();
  /** Of open descriptors, where the system cannot be asked. */
  readonly #paths = process.platform === 'linux' ? undefined : new Map<number, string>();

  install(): void {
    const binding = internalBinding<FsBinding>('fs');
    for (const [name, operations] of Object.entries(CALLS)) {
      const call = binding[name];
      if (call === undefined) throw new Error(`This Node (${process.version}) has no call ${name} to fail: Node 24 has`);
      binding[name] = (...args) => {
        const failure = this.#faults.size === 0 ? undefined : this.#failureOf(name, operations, args[0]);
        if (failure !== undefined) return fail(failure, args, binding.kUsePromises);
        const result = call.apply(binding, args);
        if (operations[0] === 'open' && this.#paths !== undefined) learnPath(this.#paths, result, args);
        return result;
      };
    }
  }

  add(number: number, fault: FileFault): void {
    this.#faults.set(number, {
      fault: { ...fault, ...(fault.path !== undefined && { path: resolve(fault.path) }) },
      left: fault.times ?? Number.POSITIVE_INFINITY,
    });
  }

  remove(number: number): void {
    this.#faults.delete(number);
  }

  #failureOf(call: string, operations: readonly Operation[], file: unknown): NodeJS.ErrnoException | undefined {
    const path = typeof file === 'number' ? this.#pathOf(file) : resolve(String(file));
    for (const entry of this.#faults.values()) {
      const { fault } = entry;
      if (!operations.includes(fault.operation) || entry.left <= 0 || (fault.path !== undefined && fault.path !== path)) continue;
      entry.left--;
      return systemError(fault.code, SYSCALLS[call] ?? call, typeof file === 'number' ? undefined : String(file));
    }
    return undefined;
  }

  #pathOf(fd: number): string | undefined {
    if (this.#paths !== undefined) return this.#paths.get(fd);
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      // Closed by now: the call itself will say so.
      return undefined;
    }
  }
}

/** Which file a descriptor is, whichever way its number comes. */
function learnPath(paths: Map<number, string>, result: unknown, args: readonly unknown[]): void {
  const path = resolve(String(args[0]));
  const learn = (fd: unknown) => typeof fd === 'number' && paths.set(fd, path);
  learn(result);
  if (result instanceof Promise) {
    // A failure is its caller's.
    result.then(
      (handle: { readonly fd?: number } | undefined) => learn(handle?.fd),
      () => undefined,
    );
  }
  const request = callbackOf(args);
  if (request === undefined) return;
  const { oncomplete } = request;
  request.oncomplete = (error, fd) => {
    learn(fd);
    oncomplete.call(request, error, fd);
  };
}

/** Names of the system's where Node calls something else. */
const SYSCALLS: Readonly<Record<string, string>> = {
  openFileHandle: 'open',
  readFileUtf8: 'open',
  writeFileUtf8: 'open',
  writeBuffer: 'write',
  writeBuffers: 'write',
  writeString: 'write',
  readBuffers: 'read',
  readdir: 'scandir',
};

interface FsRequest {
  oncomplete: (error: Error | null, value?: unknown) => void;
}

function callbackOf(args: readonly unknown[]): FsRequest | undefined {
  return args.find((each): each is FsRequest => typeof (each as Partial<FsRequest> | null | undefined)?.oncomplete === 'function');
}

/** As the system's answer would come: thrown, rejected, or given to whoever waits. */
function fail(error: Error, args: readonly unknown[], promises: symbol): unknown {
  if (args.includes(promises)) return Promise.reject(error);
  const request = callbackOf(args);
  if (request === undefined) throw error;
  setImmediate(() => request.oncomplete(error));
  return undefined;
}

function systemError(code: string, syscall: string, path: string | undefined): NodeJS.ErrnoException {
  const [errno = -5, [, text] = [code, code]] = [...getSystemErrorMap()].find(([, [name]]) => name === code) ?? [];
  const error = new Error(`${code}: ${text}, ${syscall}${path === undefined ? '' : ` '${path}'`}`);
  return Object.assign(error, { errno, code, syscall, ...(path !== undefined && { path }) });
}

import { ERRNO, type ErrnoName } from '../../abi/errno.ts';

/** File operations that can be made to fail. */
export type FileOperation = 'open' | 'read' | 'write' | 'stat' | 'readdir' | 'mkdir' | 'rmdir' | 'unlink' | 'rename' | 'truncate';

export interface FileFault {
  readonly operation: FileOperation;
  /** The file's path, or what it must match. */
  readonly path: string | RegExp;
  readonly code: ErrnoName;
  /** How many operations fail; all of them by default. */
  readonly times?: number;
}

/** Failures of a machine's disk, set from outside and hit in the order in which they were set: the same run fails at the same place. */
export class FileFaults {
  readonly #faults: { readonly fault: FileFault; left: number }[] = [];

  /** Returns the function that takes the fault back. */
  add(fault: FileFault): () => void {
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#faults.push(entry);
    return () => {
      const at = this.#faults.indexOf(entry);
      if (at >= 0) this.#faults.splice(at, 1);
    };
  }

  /** A negative errno when this operation is to fail, 0 when it goes on. */
  hit(operation: FileOperation, path: string): number {
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (fault.operation !== operation || entry.left <= 0) continue;
      if (typeof fault.path === 'string' ? fault.path !== path : !fault.path.test(path)) continue;
      entry.left--;
      return -ERRNO[fault.code];
    }
    return 0;
  }

  get any(): boolean {
    return this.#faults.length > 0;
  }
}

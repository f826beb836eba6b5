import type { Entries } from '../../abi/entries.ts';
import type { Syscalls } from '../../abi/syscalls.ts';

interface Bridge {
  readonly sys: Syscalls;
  readonly cell: Int32Array;
  readonly entries: Partial<Entries>;
}

// The host puts the bridge on the global object while an image is built; taking it away here
// means that a learner's program can never reach the host except through Node's own modules.
const carrier = globalThis as unknown as { __bridge?: Bridge };
const bridge = carrier.__bridge;
if (bridge === undefined) throw new Error('The guest layer was loaded outside the engine: no bridge on the global object');
delete carrier.__bridge;

/** The system calls. */
export const sys: Syscalls = bridge.sys;
/** Shared words, see CELL in abi/entries.ts. */
export const cell: Int32Array = bridge.cell;
/** Where guest modules register what the host calls. */
export const entries: Partial<Entries> = bridge.entries;

import type { HandleKind, HandleTable } from '../host/handle-table.ts';
import type { RequestRecord } from '../host/request-log.ts';
import { framesInProject, type ProjectFrame } from '../loader/source-position.ts';
import type { FilePosition } from '../loader/strip-types.ts';

/** One open handle, with the line of the program that opened it. */
export interface HandleRecord {
  readonly id: number;
  readonly kind: HandleKind;
  readonly label: string;
  /** ms since the machine booted. */
  readonly openedAtMs: number;
  /** In the program's own files, relative to its root; absent when nothing of the program was on the stack. */
  readonly at?: FilePosition;
  /** All frames in the program's own files, innermost first: `at` is the first one's place. */
  readonly frames: readonly ProjectFrame[];
  /** The request that it was opened for: only of processes started with `attributeRequests`, and of what a request opened. */
  readonly request?: RequestRecord;
}

/** Kinds that only a program knows of, and reports itself. */
const REPORTED: ReadonlySet<HandleKind> = new Set(['lease', 'permit', 'operation']);

/** Whoever asked for it: the first frame outside the file that reported it. A pool is no use as the place where a lease was taken. */
function borrower(frames: readonly ProjectFrame[]): ProjectFrame | undefined {
  return frames.find(({ file }) => file !== frames[0]?.file) ?? frames[0];
}

/** Open handles of a process, oldest first. Changes nothing. */
export function readHandles(handles: HandleTable, pid: number, root: string): HandleRecord[] {
  return handles.list(pid).map(({ id, kind, label, openedAtMs, stack, request }) => {
    const frames = framesInProject(stack, root);
    const first = REPORTED.has(kind) ? borrower(frames) : frames[0];
    const at = first && { file: first.file, line: first.line, column: first.column };
    return { id, kind, label, openedAtMs, frames, ...(at && { at }), ...(request && { request }) };
  });
}

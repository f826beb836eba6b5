import type { SavedWork } from '../saved-work.ts';

/** All work of all labs, as one file holds it. */
export interface Progress {
  readonly labs: Readonly<Record<string, SavedWork>>;
}

const FORMAT = 'unhandled-progress';
const VERSION = 1;

/** A file that cannot be taken in, with the reason. */
export class ProgressFileError extends Error {
  override readonly name = 'ProgressFileError';
}

export function toProgressFile({ labs }: Progress): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, labs }, undefined, 2)}\n`;
}

/** @throws {ProgressFileError} for anything that {@link toProgressFile} did not write. */
export function fromProgressFile(text: string): Progress {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProgressFileError('it is no JSON');
  }
  if (!isRecord(value) || value['format'] !== FORMAT || !isRecord(value['labs'])) throw new ProgressFileError('it was not written by "Save all progress"');
  if (value['version'] !== VERSION) throw new ProgressFileError(`it is of version ${String(value['version'])}, this page reads version ${VERSION}`);
  return { labs: Object.fromEntries(Object.entries(value['labs']).map(([lab, work]) => [lab, toWork(lab, work)])) };
}

function toWork(lab: string, value: unknown): SavedWork {
  if (!isRecord(value) || !isRecord(value['edits']) || !Object.values(value['edits']).every((text) => typeof text === 'string'))
    throw new ProgressFileError(`the work on "${lab}" in it is damaged`);
  const { edits, hints, solvedAt, openFile, savedAt } = value;
  return {
    edits: edits as Record<string, string>,
    hints: typeof hints === 'number' ? Math.min(3, Math.max(0, Math.trunc(hints))) : 0,
    solvedAt: typeof solvedAt === 'number' ? solvedAt : undefined,
    openFile: typeof openFile === 'string' ? openFile : undefined,
    savedAt: typeof savedAt === 'number' ? savedAt : 0,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

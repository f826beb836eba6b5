import * as v from 'valibot';
import type { Learner, SavedLab } from '../saved-work.ts';
import { NO_PRACTICE } from '../practice.ts';

/** All work of all labs, as one file holds it. */
export interface Progress {
  /** Missing in files of version 1. */
  readonly learner: Learner | undefined;
  /** When the file was written, ms since the epoch; 0 in files of version 1. */
  readonly savedAt: number;
  readonly labs: Readonly<Record<string, SavedLab>>;
}

/**
 * Version 2 is JSON, compressed by gzip, whose checksum is the file's: a bit that changed on the way is noticed. It proves nothing
 * about who wrote it. Version 1 was plain JSON without learner and practice.
 */
const FORMAT = 'unhandled-progress';
const VERSION = 2;
export const PROGRESS_FILE_NAME = 'unhandled-progress.json.gz';
/** Unpacked: far more than 26 labs come to, far less than would stop a page. */
const MAX_BYTES = 16_000_000;

/** A file that cannot be taken in, with the reason. */
export class ProgressFileError extends Error {
  override readonly name = 'ProgressFileError';
}

const Time = v.pipe(v.number(), v.minValue(0));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const PracticeSchema = v.object({
  startedAt: v.optional(Time),
  activeMs: Time,
  passedAfterMs: v.optional(Time),
  verdicts: Count,
  wrongFixes: v.record(v.string(), Count),
  last: v.optional(
    v.object({
      status: v.picklist(['pass', 'fail', 'inconclusive']),
      at: Time,
      failed: v.array(v.string()),
      figures: v.record(v.string(), v.object({ value: v.number(), unit: v.string() })),
    }),
  ),
});

const LabSchema = v.object({
  edits: v.record(v.string(), v.string()),
  hints: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3)), 0),
  version: v.optional(v.string()),
  solvedAt: v.optional(Time),
  openFile: v.optional(v.string()),
  savedAt: v.optional(Time, 0),
  practice: v.optional(PracticeSchema),
});

const LearnerSchema = v.object({ id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)), name: v.pipe(v.string(), v.maxLength(200)) });

export async function toProgressFile({ learner, savedAt, labs }: Progress): Promise<Blob> {
  const text = JSON.stringify({ format: FORMAT, version: VERSION, learner, savedAt, labs });
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(packed, { headers: { 'content-type': 'application/gzip' } }).blob();
}

/** @throws {ProgressFileError} for anything that {@link toProgressFile} did not write, and for what was damaged since. */
export async function fromProgressFile(file: Blob): Promise<Progress> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isPacked = first === 0x1f && second === 0x8b;
  const value = parse(isPacked ? await unpack(file) : await file.text());
  if (!isRecord(value) || value['format'] !== FORMAT || !isRecord(value['labs'])) throw new ProgressFileError('it was not written by "Save all progress"');
  const { version } = value;
  if (version !== VERSION && version !== 1) throw new ProgressFileError(`it is of version ${String(version)}, this page reads versions 1 and ${VERSION}`);
  if (version === VERSION && !isPacked) throw new ProgressFileError('it was unpacked by hand; its checksum is gone with the packing');
  const learner = version === 1 ? undefined : v.safeParse(LearnerSchema, value['learner']);
  if (learner?.success === false) throw new ProgressFileError('who it is from is damaged');
  return {
    learner: learner?.output,
    savedAt: typeof value['savedAt'] === 'number' ? value['savedAt'] : 0,
    labs: Object.fromEntries(Object.entries(value['labs']).map(([lab, work]) => [lab, toLab(lab, work)])),
  };
}

async function unpack(file: Blob): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value as Uint8Array<ArrayBuffer>);
      length += next.value.length;
      if (length > MAX_BYTES) break;
    }
  } catch {
    throw new ProgressFileError('it is damaged or cut off: its checksum does not fit');
  }
  if (length > MAX_BYTES) throw new ProgressFileError('it is larger than all labs together can be');
  return new Blob(parts).text();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProgressFileError('it is no file of progress');
  }
}

function toLab(lab: string, value: unknown): SavedLab {
  const { success, output } = v.safeParse(LabSchema, value);
  if (!success) throw new ProgressFileError(`the work on "${lab}" in it is damaged`);
  const { practice = NO_PRACTICE } = output;
  return {
    ...output,
    solvedAt: output.solvedAt,
    openFile: output.openFile,
    practice: { ...practice, startedAt: practice.startedAt, passedAfterMs: practice.passedAfterMs, last: practice.last },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

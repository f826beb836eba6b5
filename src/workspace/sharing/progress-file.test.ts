import { expect, test } from 'vitest';
import { fromProgressFile, type Progress, ProgressFileError, toProgressFile } from './progress-file.ts';

const work = { edits: { 'src/app.ts': 'x' }, hints: 2, solvedAt: 17, openFile: 'src/app.ts', savedAt: 18 };
const practice = {
  startedAt: 3,
  activeMs: 60_000,
  passedAfterMs: undefined,
  verdicts: 2,
  wrongFixes: { swallow: 1 },
  last: { status: 'fail' as const, at: 16, failed: ['heap'], figures: { heap: { value: 1064, unit: 'B/request' } } },
};
const progress: Progress = { learner: { id: 'a1b2', name: '林' }, savedAt: 19, labs: { 'the-pager': { ...work, practice } } };

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

async function gzip(text: string): Promise<Blob> {
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
}

test('a progress file gives back what it was made of', async () => {
  expect(await fromProgressFile(await toProgressFile(progress))).toEqual(progress);
});

test('a file of version 1 is taken in, without learner and practice', async () => {
  const { learner, labs } = await fromProgressFile(new Blob([JSON.stringify({ format: 'unhandled-progress', version: 1, labs: { 'the-pager': work } })]));
  expect(learner).toBeUndefined();
  expect(labs['the-pager']).toMatchObject({ ...work, practice: { verdicts: 0 } });
});

test('a file in which a byte changed on the way never gives back anything else', async () => {
  const whole = await bytesOf(await toProgressFile(progress));
  let refused = 0;
  for (let at = 0; at < whole.length; at++) {
    const damaged = whole.slice();
    damaged[at] = (damaged[at] as number) ^ 0x10;
    try {
      // The packing has bits that mean nothing: the time it was packed, padding.
      expect(await fromProgressFile(new Blob([damaged]))).toEqual(progress);
    } catch (error) {
      expect(error).toBeInstanceOf(ProgressFileError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(whole.length * 0.9);
});

test('a file that is cut off is refused', async () => {
  const whole = await bytesOf(await toProgressFile(progress));
  await expect(fromProgressFile(new Blob([whole.slice(0, -3)]))).rejects.toThrow('cut off');
});

test.each([
  ['{', 'no file of progress'],
  ['[]', 'was not written by'],
  ['{"format":"unhandled-progress","version":9,"labs":{}}', 'version 9'],
  ['{"format":"unhandled-progress","version":2,"labs":{}}', 'unpacked by hand'],
  ['{"format":"unhandled-progress","version":1,"labs":{"the-pager":{"edits":{"a":1}}}}', 'the-pager'],
])('%s is refused with the reason', async (text, reason) => {
  await expect(fromProgressFile(new Blob([text]))).rejects.toThrow(reason);
});

test.each([
  [{ learner: { id: '<b>', name: '' }, labs: {} }, 'who it is from'],
  [{ learner: { id: 'a', name: '' }, labs: { 'the-pager': { ...work, practice: { ...practice, verdicts: -1 } } } }, 'the-pager'],
])('a packed file with %j is refused with the reason', async (contents, reason) => {
  await expect(fromProgressFile(await gzip(JSON.stringify({ format: 'unhandled-progress', version: 2, savedAt: 1, ...contents })))).rejects.toThrow(reason);
});

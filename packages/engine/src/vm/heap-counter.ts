import type { QuickJS } from 'quickjs-wasi';
import type { ValueBoxes } from './values.ts';

/** Words from the runtime to the counter, by version of the binary: finding it walks the whole heap, so it is done once. */
const found = new Map<string, number>();

/**
 * Finds the runtime's allocated-bytes counter (JSMallocState.malloc_size, near the start of JSRuntime)
 * by comparing its words with what the engine reports: the offset belongs to the pinned binary.
 */
export function findMallocSizeWord(quickjs: QuickJS, boxes: ValueBoxes): number {
  const runtime = quickjs._getExports().qjs_get_runtime_ptr() >> 2;
  const version = quickjs.versions['quickjs-ng'] ?? 'unknown version';
  const known = found.get(version);
  if (known !== undefined) return runtime + known;
  const SEARCHED_WORDS = 64;
  const { mallocSize } = quickjs.getMemoryUsage();
  const words = boxes.words;
  for (let word = runtime; word < runtime + SEARCHED_WORDS; word++) {
    // The report is taken while its own 208-byte buffer is allocated, hence the slack.
    if (Math.abs((words[word] as number) - mallocSize) < 512) {
      found.set(version, word - runtime);
      return word;
    }
  }
  throw new Error(`Cannot find the heap counter in this QuickJS binary (${version}): pin quickjs-wasi to the version in package.json`);
}

import type { QuickJS } from 'quickjs-wasi';

/**
 * The allocator's chunks (dlmalloc in the pinned binary): a word that belongs to the chunk before, then one with the
 * chunk's size, whose low bits say whether it is in use; then what malloc gives out.
 */
const HEADER_BYTES = 8;
const IN_USE = 2;
const FLAG_BITS = 7;
/** Of the last chunk, which the heap grows from, the allocator keeps these for itself. */
const KEPT_AT_END_BYTES = 128;
/** Smaller ones hold too little to care. */
const WORTH_CLEARING_BYTES = 256;

/**
 * Fills memory that nothing uses with zeros, so that a snapshot of it holds no remains (of the bytecode that was read, say),
 * which would take a fifth of its compressed size. Writes only into blocks that the allocator has given out for it.
 */
export function clearFreeMemory(quickjs: QuickJS): void {
  const exports = quickjs._getExports();
  const memory = quickjs._getMemory();
  const sizeBefore = memory.buffer.byteLength;
  const blocks: number[] = [];
  for (const size of freeChunks(new Uint32Array(memory.buffer), exports.qjs_get_runtime_ptr() - HEADER_BYTES)) {
    const block = exports.wasm_malloc(size);
    if (block === 0) continue;
    new Uint8Array(memory.buffer, block, size).fill(0);
    blocks.push(block);
  }
  for (const block of blocks) exports.wasm_free(block);
  if (memory.buffer.byteLength !== sizeBefore)
    throw new Error('The free chunks of this QuickJS binary are not where they should be: pin quickjs-wasi to the version in package.json');
}

/** Bytes that can be had of each free chunk, the largest first. The first chunk of a machine is the runtime's own. */
function freeChunks(words: Uint32Array, firstChunk: number): number[] {
  const sizes: number[] = [];
  const end = words.length * 4;
  for (let at = firstChunk; at + HEADER_BYTES < end; ) {
    const head = words[(at + 4) >> 2] as number;
    const size = head & ~FLAG_BITS;
    if (size === 0 || at + size > end)
      throw new Error('The heap of this QuickJS binary is not laid out as expected: pin quickjs-wasi to the version in package.json');
    if ((head & IN_USE) === 0 && size >= WORTH_CLEARING_BYTES) sizes.push(size - (at + size + KEPT_AT_END_BYTES < end ? HEADER_BYTES : KEPT_AT_END_BYTES));
    at += size;
  }
  return sizes.sort((a, b) => b - a);
}

/** Seeded bytes (mulberry32): a machine's randomBytes must repeat from run to run. Not for secrets. */
export function createRandom(seed: number): (count: number) => Uint8Array<ArrayBuffer> {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 24;
  }
  return (count) => Uint8Array.from({ length: count }, next);
}

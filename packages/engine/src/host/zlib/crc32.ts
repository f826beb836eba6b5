/** The reversed polynomial of CRC-32 (ISO 3309), as gzip and PNG use it. */
const POLYNOMIAL = 0xedb88320;
const TABLE = new Uint32Array(256).map((_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

/** CRC-32 of `bytes`, continued from `seed`. */
export function crc32(bytes: Uint8Array, seed: number): number {
  let rest = ~seed;
  for (const byte of bytes) rest = (rest >>> 8) ^ (TABLE[(rest ^ byte) & 0xff] as number);
  return ~rest >>> 0;
}

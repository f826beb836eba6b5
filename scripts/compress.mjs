/**
 * Writes a .br and a .gz beside every file of the built site that shrinks, so that serving
 * compresses nothing: `node scripts/compress.mjs [folder]`.
 */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = new Set(['.css', '.data', '.html', '.image', '.js', '.json', '.mjs', '.so', '.svg', '.ttf', '.txt', '.wasm', '.webmanifest', '.xml']);
const MIN_BYTES = 512;
/** Above this, brotli's best level takes seconds a file for a few percent. */
const LARGE_BYTES = 512 * 1024;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Compresses what is new or changed below the folder; resolves with how many files that were. */
export async function compressFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const queue = entries
    .filter((entry) => entry.isFile() && COMPRESSIBLE.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  let written = 0;
  async function work() {
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) written += Number(await compressFile(file));
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return written;
}

async function compressFile(file) {
  const { mtimeMs, size } = await stat(file);
  if (size < MIN_BYTES || (await isNewer(`${file}.br`, mtimeMs))) return false;
  const bytes = await readFile(file);
  // Every lab fetches an image, and a sixth less of it is worth seconds of building.
  const quality = size > LARGE_BYTES && extname(file) !== '.image' ? 9 : 11;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: size };
  await Promise.all([writeFile(`${file}.br`, await brotli(bytes, { params })), writeFile(`${file}.gz`, await gzipped(bytes, { level: 9 }))]);
  return true;
}

async function isNewer(path, mtimeMs) {
  try {
    return (await stat(path)).mtimeMs >= mtimeMs;
  } catch {
    return false;
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(fileURLToPath(new URL('..', import.meta.url)), 'dist'));
  console.log(`Compressed ${await compressFolder(folder)} files in ${folder}`);
}

/**
 * Writes a .br and a .gz beside every file of the built site that shrinks, so that serving
 * compresses nothing: `node scripts/compress.mjs [folder]`.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = new Set(['.css', '.data', '.html', '.image', '.js', '.json', '.mjs', '.so', '.svg', '.ttf', '.txt', '.wasm', '.webmanifest', '.xml']);
const MIN_BYTES = 512;
/** Above this, brotli's best level takes seconds a file for a few percent. */
const LARGE_BYTES = 512 * 1024;
/** Results that no build asked for in this time are dropped. */
const UNUSED_DAYS = 7;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * Compresses what is new or changed below the folder; resolves with how many files that were.
 * @param cache a folder that keeps results by content: most files of a build are those of the one before.
 */
export async function compressFolder(folder, cache) {
  if (cache !== undefined) await mkdir(cache, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const queue = entries
    .filter((entry) => entry.isFile() && COMPRESSIBLE.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  let written = 0;
  async function work() {
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) written += Number(await compressFile(file, cache));
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  if (cache !== undefined) await dropUnused(cache);
  return written;
}

async function compressFile(file, cache) {
  const { mtimeMs, size } = await stat(file);
  if (size < MIN_BYTES || (await isNewer(`${file}.br`, mtimeMs))) return false;
  const bytes = await readFile(file);
  // Every lab fetches an image, and a sixth less of it is worth seconds of building.
  const quality = size > LARGE_BYTES && extname(file) !== '.image' ? 9 : 11;
  const kept = cache === undefined ? undefined : join(cache, createHash('sha256').update(`${quality} `).update(bytes).digest('hex'));
  if (kept !== undefined && (await isNewer(`${kept}.gz`, 0))) {
    const now = new Date();
    for (const suffix of ['.br', '.gz']) {
      await copyFile(kept + suffix, file + suffix);
      await utimes(kept + suffix, now, now);
    }
    return true;
  }
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: size };
  await Promise.all([writeFile(`${file}.br`, await brotli(bytes, { params })), writeFile(`${file}.gz`, await gzipped(bytes, { level: 9 }))]);
  // The .gz last: it says that both are there.
  if (kept !== undefined) for (const suffix of ['.br', '.gz']) await copyFile(file + suffix, kept + suffix);
  return true;
}

async function dropUnused(cache) {
  for (const name of await readdir(cache)) {
    const file = join(cache, name);
    if (Date.now() - (await stat(file)).mtimeMs > UNUSED_DAYS * 24 * 3600 * 1000) await rm(file);
  }
}

async function isNewer(path, mtimeMs) {
  try {
    return (await stat(path)).mtimeMs >= mtimeMs;
  } catch {
    return false;
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = resolve(process.argv[2] ?? join(root, 'dist'));
  console.log(`Compressed ${await compressFolder(folder, join(root, '.cache/compressed'))} files in ${folder}`);
}

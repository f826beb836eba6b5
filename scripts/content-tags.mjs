import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * Entity tags made of what is in a file: the same on every machine and after every copy. Each file is read once, and
 * again when its size or time says that it is another one.
 */
export class ContentTags {
  #known = new Map();

  /** @param status what stat() says of the file. */
  async of(file, { size, mtimeMs, ino }) {
    const stamp = `${size} ${mtimeMs} ${ino}`;
    const known = this.#known.get(file);
    if (known?.stamp === stamp) return known.tag;
    const tag = hash(file);
    this.#known.set(file, { stamp, tag });
    // What could not be read is tried again the next time.
    tag.catch(() => this.#known.delete(file));
    return tag;
  }
}

async function hash(file) {
  const sum = createHash('sha256');
  await pipeline(createReadStream(file), sum);
  return `"${sum.digest('base64url').slice(0, 27)}"`;
}

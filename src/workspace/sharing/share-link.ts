import type { Files } from '@unhandled/lab';

const MARK = '#files=';
/** Of the files in a link, unpacked: far more than a lab has, far less than would stop a page. */
const MAX_CHARS = 1_000_000;

/** A link that cannot be opened, with the reason. */
export class ShareLinkError extends Error {
  override readonly name = 'ShareLinkError';
}

/** The page's address with the files in its fragment, compressed: a fragment never leaves the browser. */
export async function toShareLink(page: URL, edits: Files): Promise<string> {
  const packed = await through(new TextEncoder().encode(JSON.stringify(edits)), new CompressionStream('deflate-raw'));
  const text = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
  return `${page.origin}${page.pathname}${MARK}${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/**
 * The files in a fragment; undefined when it carries none.
 * @throws {ShareLinkError} for one that is cut off, too large, or has files that this lab does not let anybody edit.
 */
export async function fromShareLink(hash: string, editable: readonly string[]): Promise<Files | undefined> {
  if (!hash.startsWith(MARK)) return undefined;
  let files: unknown;
  try {
    const text = atob(hash.slice(MARK.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    files = JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw'))));
  } catch {
    throw new ShareLinkError('it is damaged or cut off');
  }
  if (files === null || typeof files !== 'object' || Array.isArray(files)) throw new ShareLinkError('it holds no files');
  for (const [path, contents] of Object.entries(files)) {
    if (typeof contents !== 'string') throw new ShareLinkError(`${path} is no text`);
    if (!editable.includes(path)) throw new ShareLinkError(`${path} is no file that this lab lets you edit`);
  }
  return files as Files;
}

/** @throws {RangeError} when more comes out than a link may hold. */
async function through(bytes: Uint8Array<ArrayBuffer>, change: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(change).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    length += next.value.length;
    if (length > MAX_CHARS) throw new RangeError(`More than ${MAX_CHARS} bytes`);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

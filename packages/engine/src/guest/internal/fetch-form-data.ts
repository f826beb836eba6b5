import { Blob, File } from './blob.ts';

type Entry = [name: string, value: string | File];

/** FormData, as far as programs build and read it. */
export class FormData {
  #entries: Entry[] = [];

  append(name: string, value: unknown, filename?: string): void {
    this.#entries.push(toEntry(name, value, filename));
  }

  set(name: string, value: unknown, filename?: string): void {
    const at = this.#entries.findIndex(([each]) => each === name);
    const entry = toEntry(name, value, filename);
    if (at < 0) {
      this.#entries.push(entry);
      return;
    }
    this.#entries = this.#entries.filter(([each], index) => each !== name || index === at);
    this.#entries[at] = entry;
  }

  get(name: string): string | File | null {
    return this.#entries.find(([each]) => each === name)?.[1] ?? null;
  }

  getAll(name: string): (string | File)[] {
    return this.#entries.filter(([each]) => each === name).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.#entries.some(([each]) => each === name);
  }

  delete(name: string): void {
    this.#entries = this.#entries.filter(([each]) => each !== name);
  }

  forEach(callback: (value: string | File, name: string, form: FormData) => void): void {
    for (const [name, value] of this.#entries) callback(value, name, this);
  }

  *entries(): IterableIterator<Entry> {
    yield* this.#entries;
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.#entries) yield name;
  }

  *values(): IterableIterator<string | File> {
    for (const [, value] of this.#entries) yield value;
  }

  [Symbol.iterator](): IterableIterator<Entry> {
    return this.entries();
  }
}

function toEntry(name: string, value: unknown, filename: string | undefined): Entry {
  if (!(value instanceof Blob)) return [String(name), String(value)];
  const file = value instanceof File && filename === undefined ? value : new File([value], filename ?? 'blob', { type: value.type });
  return [String(name), file];
}

const encoder = new TextEncoder();

/** A form as a multipart/form-data body. */
export function encodeForm(form: FormData, boundary: string): Blob {
  const parts: unknown[] = [];
  const escape = (text: string) => text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
  for (const [name, value] of form) {
    const isText = typeof value === 'string';
    const file = isText ? '' : `; filename="${escape(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}`;
    parts.push(
      encoder.encode(`--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"${file}\r\n\r\n`),
      isText ? encoder.encode(value.replace(/\r?\n|\r/g, '\r\n')) : value,
      encoder.encode('\r\n'),
    );
  }
  parts.push(encoder.encode(`--${boundary}--\r\n`));
  return new Blob(parts);
}

import { File } from './blob.ts';
import { Buffer } from './buffer-constructor.ts';
import { FormData } from './fetch-form-data.ts';

const LINE_END = '\r\n';

/** A form from a multipart/form-data body. @throws {TypeError} for anything else. */
export function decodeForm(bytes: Uint8Array, contentType: string): FormData {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType);
  const text = Buffer.from(bytes).toString('latin1');
  const mark = `--${boundary?.[1] ?? boundary?.[2]?.trim() ?? ''}`;
  const end = text.lastIndexOf(`${mark}--`);
  if (boundary === null || !text.startsWith(mark) || end < 0) throw new TypeError('Failed to parse body as FormData.');
  const form = new FormData();
  // The end of a part's last line belongs to the boundary after it.
  for (const part of text.slice(mark.length, Math.max(mark.length, end - LINE_END.length)).split(LINE_END + mark)) addPart(form, part);
  return form;
}

/** @param part with one character per byte: headers, an empty line, the value. */
function addPart(form: FormData, part: string): void {
  const split = part.indexOf(LINE_END + LINE_END);
  if (split < 0) return;
  const head = Buffer.from(part.slice(0, split), 'latin1').toString('utf8');
  const value = Buffer.from(part.slice(split + 2 * LINE_END.length), 'latin1');
  const name = parameter(head, 'name');
  if (name === undefined) throw new TypeError('Failed to parse body as FormData.');
  const filename = parameter(head, 'filename');
  if (filename === undefined) form.append(name, value.toString('utf8'));
  else form.append(name, new File([value], filename, { type: /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? 'text/plain' }));
}

function parameter(head: string, key: string): string | undefined {
  const found = new RegExp(`^content-disposition:.*;\\s*${key}="([^"]*)"`, 'im').exec(head)?.[1];
  return found?.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
}

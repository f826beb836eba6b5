/** Percent-encoding of the URL standard. */
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Characters of ASCII that a place in a URL does not take as they are; what is not ASCII is always encoded. */
export type EncodeSet = ReadonlySet<number>;

function setOf(characters: string, ...base: EncodeSet[]): EncodeSet {
  const set = new Set(base.flatMap((each) => [...each]));
  for (const char of characters) set.add(char.charCodeAt(0));
  return set;
}

export const CONTROL_SET: EncodeSet = new Set([...Array.from({ length: 0x20 }, (_, code) => code), 0x7f]);
export const FRAGMENT_SET = setOf(' "<>`', CONTROL_SET);
export const QUERY_SET = setOf(' "#<>', CONTROL_SET);
export const SPECIAL_QUERY_SET = setOf("'", QUERY_SET);
export const PATH_SET = setOf('?^`{}', QUERY_SET);
export const USERINFO_SET = setOf('/:;=@[\\]|', PATH_SET);
const COMPONENT_SET = setOf('$&+,%', USERINFO_SET);
const FORM_SET = setOf("!'()~", COMPONENT_SET);

export function percentEncode(text: string, set: EncodeSet): string {
  let encoded = '';
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    if (code < 0x80) encoded += set.has(code) ? hexByte(code) : char;
    else for (const byte of encoder.encode(char)) encoded += hexByte(byte);
  }
  return encoded;
}

function hexByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Bytes of the UTF-8 text, with each %XX as its byte. */
function percentDecodeBytes(text: string): Uint8Array {
  const bytes = encoder.encode(text);
  if (!text.includes('%')) return bytes;
  const decoded: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const digits = bytes[at] === 0x25 ? String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0) : '';
    if (/^[\da-fA-F]{2}$/.test(digits)) {
      decoded.push(Number.parseInt(digits, 16));
      at += 2;
    } else decoded.push(bytes[at] as number);
  }
  return new Uint8Array(decoded);
}

export function percentDecode(text: string): string {
  return decoder.decode(percentDecodeBytes(text));
}

/** application/x-www-form-urlencoded, into name and value pairs. */
export function parseForm(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const plain = (each: string) => percentDecode(each.replaceAll('+', ' '));
    pairs.push(at < 0 ? [plain(part), ''] : [plain(part.slice(0, at)), plain(part.slice(at + 1))]);
  }
  return pairs;
}

export function serializeForm(pairs: readonly (readonly [string, string])[]): string {
  const encode = (text: string) => percentEncode(text, FORM_SET).replaceAll('%20', '+');
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

import { CONTROL_SET, percentDecode, percentEncode } from './url-encode.ts';
import { toPunycode } from './url-punycode.ts';

const FORBIDDEN = /[\0\t\n\r #/:<>?@[\\\]^|]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all control characters are forbidden here
const FORBIDDEN_IN_DOMAIN = /[\0-\x1f \x7f#/:<>?@[\\\]^|%]/;

/** A host as it is written in a URL; undefined when it is none. @param isSpecial http, https, ws, wss, ftp or file. */
export function parseHost(text: string, isSpecial: boolean): string | undefined {
  if (text.startsWith('[')) {
    const pieces = text.endsWith(']') ? parseIpv6(text.slice(1, -1)) : undefined;
    return pieces === undefined ? undefined : `[${serializeIpv6(pieces)}]`;
  }
  if (!isSpecial) return FORBIDDEN.test(text) ? undefined : percentEncode(text, CONTROL_SET);
  const domain = toAscii(percentDecode(text));
  if (domain === undefined || domain === '' || FORBIDDEN_IN_DOMAIN.test(domain)) return undefined;
  return endsInNumber(domain) ? parseIpv4(domain) : domain;
}

/** Lower case, with labels that are not ASCII in punycode. Not the whole of UTS 46: its tables are larger than this engine. */
export function toAscii(domain: string): string | undefined {
  if (/^[\0-\x7f]*$/.test(domain)) return domain.toLowerCase();
  const normalized = domain
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u3002\uff0e\uff61]/g, '.')
    .replace(/\u00ad|\u200b|\u2060|\ufeff/g, '');
  if (/\ufffd/.test(normalized)) return undefined;
  const labels = normalized.split('.');
  if (labels.some((label) => label.startsWith('xn--') && !/^[\0-\x7f]*$/.test(label))) return undefined;
  return labels.map((label) => (/^[\0-\x7f]*$/.test(label) ? label : `xn--${toPunycode(label)}`)).join('.');
}

function endsInNumber(domain: string): boolean {
  const parts = domain.split('.');
  if (parts.at(-1) === '' && parts.length > 1) parts.pop();
  const last = parts.at(-1) ?? '';
  return /^\d+$/.test(last) || /^0x[\da-f]*$/i.test(last);
}

function parseIpv4(domain: string): string | undefined {
  const parts = domain.split('.');
  if (parts.at(-1) === '' && parts.length > 1) parts.pop();
  if (parts.length > 4) return undefined;
  const numbers = parts.map(ipv4Number);
  if (numbers.some((each) => Number.isNaN(each))) return undefined;
  const last = numbers.pop() as number;
  if (numbers.some((each) => each > 255) || last >= 256 ** (4 - numbers.length)) return undefined;
  const address = numbers.reduce((sum, each, at) => sum + each * 256 ** (3 - at), last);
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

function ipv4Number(text: string): number {
  if (text === '') return Number.NaN;
  if (/^0x[\da-f]*$/i.test(text)) return text.length === 2 ? 0 : Number.parseInt(text, 16);
  if (/^0[0-7]*$/.test(text)) return text.length === 1 ? 0 : Number.parseInt(text, 8);
  return /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
}

function parseIpv6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const left = ipv6Pieces(halves[0] as string, halves.length === 1);
  if (halves.length === 1) return left?.length === 8 ? left : undefined;
  const right = ipv6Pieces(halves[1] as string, true);
  if (left === undefined || right === undefined || left.length + right.length > 7) return undefined;
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

/** @param mayEndInIpv4 whether this is the end of the address, where `1.2.3.4` may stand for two pieces. */
function ipv6Pieces(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const pieces: number[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    const quad = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(part)?.slice(1);
    if (quad !== undefined && mayEndInIpv4 && at === parts.length - 1) {
      if (quad.some((each) => Number(each) > 255 || (each.length > 1 && each.startsWith('0')))) return undefined;
      const [a, b, c, d] = quad.map(Number) as [number, number, number, number];
      pieces.push(a * 256 + b, c * 256 + d);
    } else if (/^[\da-fA-F]{1,4}$/.test(part)) pieces.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return pieces;
}

/** The longest run of zeros, from two on, becomes `::`. */
function serializeIpv6(pieces: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (pieces[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
    start += length;
  }
  const hex = (list: readonly number[]) => list.map((each) => each.toString(16)).join(':');
  if (best.start < 0) return hex(pieces);
  return `${hex(pieces.slice(0, best.start))}::${hex(pieces.slice(best.start + best.length))}`;
}

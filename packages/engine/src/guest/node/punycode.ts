import { fromPunycode, toPunycode } from '../internal/url-punycode.ts';

function eachLabel(domain: string, change: (label: string) => string): string {
  return domain
    .split(/[.\u3002\uff0e\uff61]/)
    .map(change)
    .join('.');
}

export default {
  version: '2.1.0',
  encode: (text: string) => toPunycode(text),
  decode: (text: string) => fromPunycode(text) ?? text,
  toASCII: (domain: string) => eachLabel(domain, (label) => (/^[\0-\x7f]*$/.test(label) ? label : `xn--${toPunycode(label)}`)),
  toUnicode: (domain: string) => eachLabel(domain, (label) => (label.startsWith('xn--') ? (fromPunycode(label.slice(4).toLowerCase()) ?? label) : label)),
  ucs2: { encode: (codes: readonly number[]) => String.fromCodePoint(...codes), decode: (text: string) => Array.from(text, (char) => char.codePointAt(0)) },
};

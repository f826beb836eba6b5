import { expect, test } from 'vitest';
import { URL } from './url.ts';
import { URLSearchParams } from './url-search-params.ts';

/** The real thing: tests run in Node. */
const native = globalThis as unknown as { URL: typeof URL; URLSearchParams: typeof URLSearchParams };

const FIELDS = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'] as const;

function read(Class: typeof URL, input: string, base?: string): unknown {
  try {
    const url = base === undefined ? new Class(input) : new Class(input, base);
    return Object.fromEntries(FIELDS.map((field) => [field, url[field]]));
  } catch (error) {
    const { name, message, code, input: shown } = error as Error & { code: string; input: string };
    return { name, message, code, shown };
  }
}

/** Mulberry32: the same corpus on every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  'http:',
  'https:',
  'file:',
  'ws:',
  'mailto:',
  'foo:',
  'data:',
  'HTTP:',
  '//',
  '/',
  '\\',
  '/',
  ':',
  '@',
  '?',
  '#',
  '.',
  '..',
  '%2e',
  '%',
  '%41',
  'a',
  'b.c',
  'C|',
  'D:',
  'x y',
  'é',
  '日本',
  '[::1]',
  '[1:2::3.4.5.6]',
  '[',
  ']',
  '127.0.0.1',
  '0x7f.1',
  '256',
  '1.2.3',
  '999',
  ':80',
  ':443',
  ':8080',
  ':99999',
  'localhost',
  'user',
  'pa:ss',
  'EXAMPLE.com',
  '%zz',
  '`',
  "'",
  '"',
  '{',
  '}',
  '|',
  '^',
  '<',
  '>',
  ' ',
  '\t',
  '+',
  '&=',
  'xn--bcher-kva',
  '~',
  ';',
  '$',
  '!',
];
const BASES = [
  undefined,
  undefined,
  'http://user:pw@host.example:81/a/b/c?q=1#f',
  'file:///C:/x/y',
  'file://srv/share/f',
  'mailto:someone@x',
  'foo://bar/baz/qux?z',
  'https://h',
  'foo:/p/q',
];

test('URL reads 6,000 random texts as Node does', () => {
  const random = randomFrom(5);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const differing: unknown[] = [];
  for (let i = 0; i < 6000; i++) {
    const input = Array.from({ length: 1 + Math.floor(random() * 8) }, () => pick(PIECES)).join('');
    const base = pick(BASES);
    const [ours, nodes] = [read(URL, input, base), read(native.URL, input, base)];
    if (JSON.stringify(ours) !== JSON.stringify(nodes)) differing.push({ input, base, ours, nodes });
  }
  expect(differing).toEqual([]);
});

test('URL setters change what Node changes', () => {
  const random = randomFrom(77);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const fields = ['protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'] as const;
  const starts = ['http://user:pw@host:81/a/b?q#f', 'https://h/', 'file:///a/b', 'mailto:x@y', 'foo://bar/baz', 'foo:/p'];
  const differing: unknown[] = [];
  for (let i = 0; i < 3000; i++) {
    const [start, field, value] = [pick(starts), pick(fields), Array.from({ length: Math.floor(random() * 4) }, () => pick(PIECES)).join('')];
    const [ours, nodes] = [new URL(start), new native.URL(start)];
    ours[field] = value;
    nodes[field] = value;
    if (ours.href !== nodes.href) differing.push({ start, field, value, ours: ours.href, nodes: nodes.href });
  }
  expect(differing).toEqual([]);
});

test('searchParams and search follow each other', () => {
  const run = (Class: typeof URL) => {
    const url = new Class('http://h/p?a=1&b=%20+x&a=2');
    const { searchParams } = url;
    const seen = [[...searchParams], searchParams.getAll('a')];
    searchParams.append('c', 'd e&f');
    searchParams.delete('b');
    seen.push([['href', url.href]]);
    url.search = '?z=1';
    seen.push([...searchParams]);
    searchParams.delete('z');
    return [...seen, url.href, url.searchParams === searchParams];
  };
  expect(run(URL)).toEqual(run(native.URL));
});

test('URLSearchParams takes and gives what Node does', () => {
  const run = (Class: typeof URLSearchParams) => {
    const made: unknown[] = [];
    for (const init of [
      '?a=b&c',
      'a=%zz&=x&&b',
      { a: 1, b: ['x', 'y'] },
      [
        ['k', 'v'],
        ['k', 'w'],
      ],
      new Map([['m', 'n']]),
      [['odd']],
      'q=日本+x',
      undefined,
      '',
    ]) {
      try {
        const params = new Class(init);
        made.push([params.toString(), params.size, params.get('a'), params.has('k', 'w'), [...params.keys()], [...params.values()]]);
        params.sort();
        params.set('a', "*-._~!()'");
        made.push(`${params}`);
      } catch (error) {
        made.push([(error as Error).name, (error as { code?: string }).code, (error as Error).message]);
      }
    }
    return made;
  };
  expect(run(URLSearchParams)).toEqual(run(native.URLSearchParams));
});

test('URL.canParse and URL.parse answer without throwing', () => {
  expect([URL.canParse('x:'), URL.canParse('nope'), URL.canParse('a', 'http://h'), URL.parse('nope'), URL.parse('b', 'http://h/a')?.href]).toEqual([
    true,
    false,
    true,
    null,
    'http://h/b',
  ]);
});

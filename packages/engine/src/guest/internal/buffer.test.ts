import { Buffer as NodeBuffer } from 'node:buffer';
import { expect, test } from 'vitest';
import type { Buffer as OurBuffer } from './buffer-constructor.ts';
import { inspect } from './inspect.ts';

// QuickJS has these natively, the V8 of Node 24 not yet.
Object.assign(Uint8Array, {
  fromBase64: (text: string) => Uint8Array.from(NodeBuffer.from(text, 'base64')),
  fromHex: (text: string) => Uint8Array.from(NodeBuffer.from(text, 'hex')),
});
Object.assign(Uint8Array.prototype, {
  toBase64(this: Uint8Array, options?: { alphabet?: string }) {
    return NodeBuffer.from(this).toString(options?.alphabet === 'base64url' ? 'base64url' : 'base64');
  },
  toHex(this: Uint8Array) {
    return NodeBuffer.from(this).toString('hex');
  },
});
const { Buffer } = await import('./buffer-constructor.ts');

/** Runs the same with ours and with Node's, and says what came of it, errors included. */
function both(run: (Class: typeof OurBuffer) => unknown): [unknown, unknown] {
  const outcome = (Class: typeof OurBuffer) => {
    try {
      const value = run(Class);
      return value instanceof Uint8Array ? [...value] : value;
    } catch (error) {
      const { name, code, message } = error as Error & { code?: string };
      return { name, code, message };
    }
  };
  return [outcome(Buffer), outcome(NodeBuffer as unknown as typeof OurBuffer)];
}

function expectSame(cases: readonly ((Class: typeof OurBuffer) => unknown)[]): void {
  const differing = cases
    .map((run) => ({ run: String(run), outcomes: both(run) }))
    .filter(({ outcomes: [ours, nodes] }) => JSON.stringify(ours) !== JSON.stringify(nodes));
  expect(differing).toEqual([]);
}

const TEXTS = [
  '',
  'a',
  'hello world',
  'é',
  '日本語',
  '😀',
  'a\u0000b',
  '\ud800x',
  'x\udc00',
  'aGVsbG8=',
  'aGVsbG8',
  '_-_-',
  'a b\nc=',
  'deadBEEF',
  'abc',
  'zz',
  '=',
  '\ufeffbom',
];
const ENCODINGS = ['utf8', 'UTF-8', 'ucs2', 'utf16le', 'latin1', 'binary', 'ascii', 'base64', 'base64url', 'hex', undefined] as const;

test('Buffer turns text into bytes and back as Node does, in every encoding', () => {
  const differing: unknown[] = [];
  for (const text of TEXTS) {
    for (const encoding of ENCODINGS) {
      for (const run of [
        (Class: typeof OurBuffer) => Class.from(text, encoding),
        (Class: typeof OurBuffer) => Class.byteLength(text, encoding),
        (Class: typeof OurBuffer) => Class.from(text).toString(encoding),
        (Class: typeof OurBuffer) => Class.from(text, 'utf8').toString(encoding, 1, 5),
        (Class: typeof OurBuffer) => [Class.alloc(7).write(text, 1, 5, encoding), Class.alloc(7).write(text, encoding)],
        (Class: typeof OurBuffer) => Class.alloc(5, text, encoding as never),
      ]) {
        const [ours, nodes] = both(run);
        if (JSON.stringify(ours) !== JSON.stringify(nodes)) differing.push({ text, encoding, run: String(run), ours, nodes });
      }
    }
  }
  expect(differing).toEqual([]);
});

test('Buffer decodes any bytes as Node does', () => {
  const differing: unknown[] = [];
  let state = 7;
  for (let i = 0; i < 2000; i++) {
    const bytes = Array.from({ length: i % 9 }, () => ((state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16) & 255);
    for (const encoding of ['utf8', 'utf16le', 'latin1', 'ascii', 'base64', 'base64url', 'hex']) {
      const [ours, nodes] = both((Class) => Class.from(bytes).toString(encoding));
      if (ours !== nodes) differing.push({ bytes, encoding, ours, nodes });
    }
  }
  expect(differing).toEqual([]);
});

test('Buffer is made from what Node makes it from', () => {
  expectSame([
    (B) => B.from([1, 2.7, 300, -1, 'x' as never]),
    (B) => B.from(new Uint16Array([1, 256, 513])),
    (B) => B.from(new ArrayBuffer(4), 1, 2),
    (B) => B.from(new ArrayBuffer(4), 5),
    (B) => B.from(new ArrayBuffer(4), 1, 9),
    (B) => B.from({ type: 'Buffer', data: [1, 2] }),
    (B) => B.from({ length: 2, 0: 5, 1: 6 }),
    (B) => B.from({ length: 'x' }),
    (B) => B.from(new String('str')),
    (B) => B.from({ [Symbol.toPrimitive]: () => 'prim' }),
    (B) => B.from(B.from('copy')),
    (B) => B.from(5),
    (B) => B.from(null),
    (B) => B.from(undefined),
    (B) => B.from({}),
    (B) => B.from(true),
    (B) => B.from(() => 1),
    (B) => B.from('x', 'nope'),
    (B) => new B('old'),
    (B) => new B(3),
    (B) => B.of(1, 2),
    (B) => B.alloc('4' as never),
    (B) => B.alloc(-1),
    (B) => B.alloc(3, 'ab'),
    (B) => B.alloc(3, B.from('xyz1')),
    (B) => B.alloc(2, 257),
    (B) => B.concat([B.from('a'), B.from('bc')]),
    (B) => B.concat([B.from('abc')], 2),
    (B) => B.concat([B.from('a')], 3),
    (B) => B.concat('x' as never),
    (B) => B.concat(['x' as never]),
    (B) => B.concat([]),
    (B) => B.isBuffer(B.from('')),
    (B) => B.isBuffer(new Uint8Array(1)),
    (B) => [B.isEncoding('UTF8'), B.isEncoding('x'), B.isEncoding(1), B.isEncoding('')],
    (B) => B.byteLength(new ArrayBuffer(3)),
    (B) => B.byteLength(5),
    (B) => B.compare(B.from('a'), B.from('b')),
    (B) => B.compare('a' as never, B.from('b')),
    (B) => B.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1),
  ]);
});

test('Buffer methods give what Node gives', () => {
  expectSame([
    (B) => B.from('abc').equals(B.from('abc')),
    (B) => B.from('abc').equals('abc' as never),
    (B) => B.from('abcdef').slice(1, 3).toString(),
    (B) => B.from('abcdef').subarray(-2).toString(),
    (B) => B.from('abc').compare(B.from('abd')),
    (B) => B.from('abcd').compare(B.from('xbcx'), 1, 3, 1, 3),
    (B) => B.from('hello hello').indexOf('llo'),
    (B) => B.from('hello hello').lastIndexOf('llo'),
    (B) => B.from('hello').indexOf('l', -2),
    (B) => B.from('hello').indexOf(108),
    (B) => B.from('hello').lastIndexOf(108, 2),
    (B) => B.from('hello').includes('zz'),
    (B) => B.from('hello').indexOf(''),
    (B) => B.from('hello').indexOf(B.from('lo')),
    (B) => B.from('hello').indexOf({} as never),
    (B) => B.from('hello').indexOf('6c', 'hex'),
    (B) => B.from('ab', 'utf16le').indexOf('b', 0, 'utf16le'),
    (B) => B.from('hello').indexOf('l', 99),
    (B) => B.from('hello').lastIndexOf('h', -9),
    (B) => {
      const target = B.alloc(4);
      return [B.from('abcdef').copy(target, 1, 2), ...target];
    },
    (B) => B.from('ab').copy(B.alloc(1), -1),
    (B) => B.from('ab').copy(B.alloc(1), 0, 5),
    (B) => B.from('ab').copy([] as never),
    (B) => B.alloc(4).fill('ab', 1, 3),
    (B) => B.alloc(4).fill('zz', 'hex'),
    (B) => B.alloc(4).fill(''),
    (B) => B.alloc(4).fill(1, 9),
    (B) => B.alloc(4).fill('é'),
    (B) => B.from('abcd').swap16(),
    (B) => B.from('abc').swap16(),
    (B) => B.from('abcd').swap32(),
    (B) => JSON.stringify(B.from('hi')),
    (B) => `${B.from('str')}`,
    (B) => B.from('x').toString('nope'),
    (B) => B.from('héllo').toString('utf8', -1, 3),
    (B) => B.from('abc').write('x', 9),
    (B) => B.from('abc').write(5 as never),
    (B) => B.alloc(3).write('日本'),
    (B) => [...B.from('abc').entries()].length,
    (B) =>
      B.from('abc')
        .map((byte) => byte + 1)
        .toString(),
    (B) =>
      B.from('abc')
        .filter((byte) => byte > 97)
        .toString(),
    (B) => B.from([3, 1, 2]).sort(),
    (B) => B.from('a').constructor.name,
    (B) => B.from('a').buffer instanceof ArrayBuffer,
    (B) => B.from('abc').reverse().toString(),
    (B) => B.from('ab').at(-1),
  ]);
});

test('Buffer reads and writes numbers as Node does', () => {
  const bytes = [0x81, 0xff, 0x00, 0x7f, 0x80, 0x01, 0xfe, 0x10, 0x33];
  const differing: unknown[] = [];
  const prototype = NodeBuffer.prototype as unknown as Record<string, unknown>;
  const names = Object.getOwnPropertyNames(prototype).filter((name) => /^(?:read|write)(?:U?[iI]nt|Uint|Big|Float|Double)/.test(name));
  expect(names.length).toBeGreaterThan(60);
  const method = (Class: typeof OurBuffer) => Class.from(bytes) as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of names) {
    const sized = /Int(?:LE|BE)$|int(?:LE|BE)$/.test(name);
    const values = name.includes('Big') ? [0n, -1n, 2n ** 63n, 2n ** 64n, 5] : [0, 1, -1, 127, 128, 255, 256, 65_535, 2 ** 31, 2 ** 32, 1.5, Number.NaN, 'x'];
    for (const offset of [undefined, 0, 1, 8, 9, -1, 1.5, 'x']) {
      for (const size of sized ? [1, 3, 6, 7, undefined] : [undefined]) {
        const calls = name.startsWith('read') ? [[offset, size]] : values.map((value) => [value, offset, size]);
        for (const args of calls) {
          // With two wrong arguments it is of no interest which one is blamed.
          const wrong = [offset !== 0 && offset !== 1, sized && size !== 1 && size !== 3 && size !== 6, calls.length > 1 && args[0] !== 0 && args[0] !== 0n];
          if (wrong.filter(Boolean).length > 1) continue;
          const [ours, nodes] = both((Class) => {
            const buffer = method(Class);
            const result = (buffer[name] as (...args: unknown[]) => unknown)(...args);
            return [typeof result === 'bigint' ? `${result}n` : result, ...(buffer as unknown as Uint8Array)];
          });
          if (JSON.stringify(ours) !== JSON.stringify(nodes))
            differing.push(`${name}(${args.map(String).join()}) ours ${JSON.stringify(ours)} node ${JSON.stringify(nodes)}`);
        }
      }
    }
  }
  expect(differing).toEqual([]);
});

test('Buffer prints as in Node', () => {
  expect([
    inspect(Buffer.from('hello')),
    inspect(Buffer.alloc(0)),
    inspect({ b: Buffer.alloc(60) }),
    inspect(Object.assign(Buffer.from('a'), { x: 1 })),
  ]).toEqual(['<Buffer 68 65 6c 6c 6f>', '<Buffer >', `{\n  b: <Buffer ${'00 '.repeat(50)}... 10 more bytes>\n}`, '<Buffer 61, x: 1>']);
});

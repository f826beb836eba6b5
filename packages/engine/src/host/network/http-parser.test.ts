import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import type { MessageHead } from './http-head.ts';
import { HttpParseError } from './http-parse-error.ts';
import { HttpParser } from './http-parser.ts';
import { isChunked, LAST_CHUNK, serializeChunk, serializeHead } from './http-serializer.ts';

const encode = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const decode = (bytes: readonly number[]) => String.fromCharCode(...bytes);

type Head = Pick<MessageHead, 'method' | 'url' | 'status' | 'version' | 'headers' | 'keepAlive'>;

interface Parsed {
  readonly messages: readonly { readonly head: Head; readonly body: string; readonly ended: boolean }[];
  readonly error: string | undefined;
}

/** Parses bytes that arrive in these pieces. */
function parse(kind: 'request' | 'response', pieces: readonly Uint8Array[], { toHead = false, finish = true } = {}): Parsed {
  const messages: { head: MessageHead; body: number[]; ended: boolean }[] = [];
  const parser = new HttpParser(kind, {
    head: (head) => messages.push({ head, body: [], ended: false }),
    body: (bytes) => messages.at(-1)?.body.push(...bytes),
    end: () => {
      const last = messages.at(-1);
      if (last) last.ended = true;
    },
  });
  parser.toHead = toHead;
  let error: string | undefined;
  try {
    for (const piece of pieces) parser.feed(piece);
    if (finish) parser.finish();
  } catch (thrown) {
    if (!(thrown instanceof HttpParseError)) throw thrown;
    error = `${thrown.code} ${thrown.reason}`;
  }
  return {
    messages: messages.map(({ head: { method, url, status, version, headers, keepAlive }, body, ended }) => ({
      head: { method, url, status, version, headers, keepAlive },
      body: decode(body),
      ended,
    })),
    error,
  };
}

function cut(bytes: Uint8Array, nextSize: () => number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = Math.max(1, nextSize());
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

const REQUESTS = [
  'GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\nX:  padded \t\r\n\r\nhello\r\n\r\nhi',
  'PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1a;name=value\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nTrailer: t\r\n\r\n',
  '\r\nGET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
  'M-SEARCH * HTTP/1.1\r\nHost: x\r\nX-Latin: \xe9\r\nConnection: close\r\n\r\n',
].join('');

const RESPONSES = [
  'HTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc',
  'HTTP/1.1 204 No Content\r\nX: y\r\n\r\n',
  'HTTP/1.1 404 Not  Found\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\n\0\x01\xff\r\n0\r\n\r\n',
  'HTTP/1.0 200\r\n\r\nuntil the end',
].join('');

for (const [kind, text] of [
  ['request', REQUESTS],
  ['response', RESPONSES],
] as const) {
  test(`the parser reads the same ${kind}s whatever pieces they arrive in`, () => {
    const bytes = encode(text);
    const whole = parse(kind, [bytes]);
    expect(whole.error).toBeUndefined();
    expect(whole.messages).toHaveLength(5);
    expect(whole.messages.every(({ ended }) => ended)).toBe(true);
    for (let size = 1; size <= 40; size++)
      expect(
        parse(
          kind,
          cut(bytes, () => size),
        ),
      ).toEqual(whole);
    const random = createRandom(7);
    for (let round = 0; round < 200; round++)
      expect(
        parse(
          kind,
          cut(bytes, () => (random(1)[0] as number) % 23),
        ),
      ).toEqual(whole);
  });
}

test('the parser fails alike on broken bytes whatever pieces they arrive in', () => {
  const random = createRandom(11);
  const next = (below: number) => ((random(1)[0] as number) * 256 + (random(1)[0] as number)) % below;
  const original = encode(REQUESTS);
  let failures = 0;
  for (let round = 0; round < 300; round++) {
    const bytes = original.slice();
    for (let changes = 1 + next(3); changes > 0; changes--) bytes[next(bytes.length)] = next(256);
    const whole = parse('request', [bytes]);
    if (whole.error !== undefined) failures++;
    for (const size of [1, 3, 17])
      expect(
        parse(
          'request',
          cut(bytes, () => size),
        ),
      ).toEqual(whole);
  }
  expect(failures).toBeGreaterThan(100);
});

test('the parser reads method, target, version and headers of a request', () => {
  const [message] = parse('request', [encode('POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nA: 1\r\na: 2\r\n\r\nhi')]).messages;
  expect(message).toEqual({
    head: { method: 'POST', url: '/p', status: 0, version: '1.1', headers: ['Host', 'x', 'Content-Length', '2', 'A', '1', 'a', '2'], keepAlive: true },
    body: 'hi',
    ended: true,
  });
});

test('the parser knows when the sender keeps the connection open', () => {
  const keepAlive = (text: string, kind: 'request' | 'response' = 'request') => parse(kind, [encode(text)], { finish: false }).messages[0]?.head.keepAlive;
  expect(keepAlive('GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toBe(true);
  expect(keepAlive('GET / HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n')).toBe(false);
  expect(keepAlive('GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade, close\r\n\r\n')).toBe(false);
  expect(keepAlive('GET / HTTP/1.0\r\n\r\n')).toBe(false);
  expect(keepAlive('GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n')).toBe(true);
  expect(keepAlive('HTTP/1.1 200 OK\r\n\r\n', 'response')).toBe(false);
});

test('the parser takes no body after a response to HEAD, whatever its headers say', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n';
  const { messages, error } = parse('response', [encode(head + head)], { toHead: true });
  expect(error).toBeUndefined();
  expect(messages.map(({ body, ended }) => [body, ended])).toEqual([
    ['', true],
    ['', true],
  ]);
});

test('the parser drops headers beyond two thousand', () => {
  const lines = Array.from({ length: 2100 }, (_, i) => `${i % 10}:\r\n`).join('');
  const [message] = parse('request', [encode(`GET / HTTP/1.1\r\n${lines}\r\n`)]).messages;
  expect(message?.head.headers).toHaveLength(4000);
});

test('the parser refuses heads of more than 16 KiB, in one line or in many', () => {
  const overflow = 'HPE_HEADER_OVERFLOW Header overflow';
  expect(parse('request', [encode(`GET / HTTP/1.1\r\nA: ${'x'.repeat(17_000)}\r\n\r\n`)]).error).toBe(overflow);
  expect(parse('request', [encode(`GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(3000)}\r\n`)]).error).toBe(overflow);
  expect(parse('request', [encode(`GET /${'x'.repeat(17_000)}`)], { finish: false }).error).toBe(overflow);
  expect(parse('request', [encode(`GET / HTTP/1.1\r\nA: ${'x'.repeat(16_000)}\r\n\r\n`)]).error).toBeUndefined();
});

const REFUSED: readonly (readonly [text: string, error: string])[] = [
  ['FOO / HTTP/1.1\r\n', 'HPE_INVALID_METHOD Invalid method encountered'],
  ['\x16\x03\x01', 'HPE_INVALID_METHOD Invalid method encountered'],
  ['GET x HTTP/1.1\r\n', 'HPE_INVALID_URL Invalid characters in url'],
  ['GET / HTTP/3.1\r\n', 'HPE_INVALID_VERSION Invalid HTTP version'],
  ['GET / HTTP/1.1\n', 'HPE_INVALID_VERSION Expected CRLF after version'],
  ['GET / HTTP/1.1\r\nA b: c\r\n', 'HPE_INVALID_HEADER_TOKEN Invalid header token'],
  ['GET / HTTP/1.1\r\nA: b\n', 'HPE_CR_EXPECTED Missing expected CR after header value'],
  ['GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n', 'HPE_UNEXPECTED_CONTENT_LENGTH Duplicate Content-Length'],
  ['GET / HTTP/1.1\r\nContent-Length: +1\r\n', 'HPE_INVALID_CONTENT_LENGTH Invalid character in Content-Length'],
  [
    'GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n',
    "HPE_UNEXPECTED_CONTENT_LENGTH Content-Length can't be present with Transfer-Encoding",
  ],
  ['GET / HTTP/1.1\r\nTransfer-Encoding: chunked, gzip\r\n\r\n', 'HPE_INVALID_TRANSFER_ENCODING Request has invalid `Transfer-Encoding`'],
  ['GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n', 'HPE_INVALID_CHUNK_SIZE Invalid character in chunk size'],
  ['GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n', 'HPE_STRICT Expected LF after chunk data'],
  ['GET / HTTP/1.1\r\nHost: x', 'HPE_INVALID_EOF_STATE Invalid EOF state'],
];

test.each(REFUSED)('the parser refuses %j', (text, error) => {
  expect(parse('request', [encode(text)]).error).toBe(error);
});

test('the parser ignores everything after it has failed', () => {
  const parser = new HttpParser('request', { head: () => expect.unreachable(), body: () => expect.unreachable(), end: () => expect.unreachable() });
  expect(() => parser.feed(encode('FOO'))).toThrow(HttpParseError);
  parser.feed(encode('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  parser.finish();
});

test('what the serializer writes the parser reads', () => {
  const headers = ['Host', 'x', 'X-Latin', '\xe9\xff', 'Transfer-Encoding', 'chunked'];
  expect(isChunked(headers)).toBe(true);
  const pieces = [serializeHead('POST /a HTTP/1.1', headers), serializeChunk(encode('one')), serializeChunk(encode('x'.repeat(300))), LAST_CHUNK];
  const [message] = parse('request', pieces).messages;
  expect(message?.head.headers).toEqual(headers);
  expect(message?.body).toBe(`one${'x'.repeat(300)}`);
});

import { expect, test } from 'vitest';
import type { HttpRequestRecord } from '../../abi/syscalls.ts';
import { DescriptorTable } from '../files/descriptors.ts';
import { HandleTable } from '../handle-table.ts';
import { Network } from './network.ts';
import { createNetworkSyscalls } from './network-syscalls.ts';
import { OutsideClient, type OutsideResult } from './outside-client.ts';

const PID = 100;

/** A process with one HTTP server; `requests` are those that it was given and has not answered. */
function boot(limit = 64) {
  const handles = new HandleTable(() => 0);
  const network = new Network(() => undefined);
  const calls: [string, ...unknown[]][] = [];
  const requests: HttpRequestRecord[] = [];
  const process = {
    pid: PID,
    descriptors: new DescriptorTable(PID, handles, limit),
    deliver: (entry: string, ...args: unknown[]) => {
      if (entry === 'onHttpRequest') requests.push(...(JSON.parse(args[0] as string) as HttpRequestRecord[]));
      else calls.push([entry, ...args]);
    },
  };
  const sys = createNetworkSyscalls(network, process, handles, () => undefined);
  const server = sys.netListen(3000, '::', 'http', '');
  const answer = (body = 'ok', headers = '') => {
    const request = requests.shift();
    sys.httpRespond(`${request?.id} 200 OK\r\n${headers}\r\n${body}`);
    return request;
  };
  return { handles, network, sys, server, calls, requests, answer, client: new OutsideClient(network, 3000), sockets: () => handles.count(PID, 'socket') };
}

const GET = { method: 'GET', path: '/', headers: {} };

test('sendBatch() hands a batch over at once on one connection and reports each answer in order', () => {
  const { client, requests, answer, sockets } = boot();
  const results: [number, OutsideResult][] = [];
  client.sendBatch([GET, { ...GET, path: '/b', body: 'text', method: 'POST' }, GET], (index, result) => results.push([index, result]));
  expect(requests.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['GET', '/', undefined],
    ['POST', '/b', 'text'],
    ['GET', '/', undefined],
  ]);
  expect(requests[1]?.headers).toEqual(['host', 'localhost', 'content-length', '4']);
  expect(sockets()).toBe(1);
  for (const body of ['a', 'b', 'c']) answer(body);
  expect(results).toEqual(['a', 'b', 'c'].map((body, index) => [index, { kind: 'response', status: 200, headers: [], body }]));
  client.close();
});

test('sendBatch() goes on over a new connection after an answer that ends the old one', () => {
  const { client, requests, answer, sys, sockets } = boot();
  const results: string[] = [];
  client.sendBatch([GET, GET], (_, result) => results.push(result.kind === 'response' ? result.body : result.kind));
  const first = answer('last on this one', 'Connection: close\r\n');
  expect(requests).toHaveLength(2);
  expect(requests[1]?.socket).not.toBe(first?.socket);
  requests.shift();
  answer('on the next');
  expect(results).toEqual(['last on this one', 'on the next']);
  sys.netDestroy(first?.socket ?? 0, false);
  client.close();
  expect(sockets()).toBe(1);
});

test('sendBatch() loses one request to a connection that the server breaks, and sends the rest over a new one', () => {
  const { client, requests, answer, sys, sockets } = boot();
  const results: [number, OutsideResult][] = [];
  client.sendBatch([GET, GET, GET], (index, result) => results.push([index, result]));
  const broken = requests.splice(0);
  sys.httpRespond(`${broken[0]?.id} 200 OK\r\n\r\na`);
  sys.httpHead(`${broken[1]?.id} 200 OK\r\n\r\n`);
  sys.httpWrite(broken[1]?.id ?? 0, new TextEncoder().encode('half'));
  sys.netDestroy(broken[0]?.socket ?? 0, false);
  expect(requests).toHaveLength(1);
  answer('c');
  expect(results).toEqual([
    [0, { kind: 'response', status: 200, headers: [], body: 'a' }],
    [1, { kind: 'error', code: 'ECONNRESET', begun: { status: 200, body: 'half' } }],
    [2, { kind: 'response', status: 200, headers: [], body: 'c' }],
  ]);
  client.close();
  expect(sockets()).toBe(1);
});

test('sendBatch() reports each request once when the server breaks every connection, and when nobody listens any more', () => {
  const { client, requests, network, server, sys } = boot();
  const results: [number, OutsideResult][] = [];
  client.sendBatch([GET, GET, GET, GET], (index, result) => results.push([index, result]));
  for (let i = 0; i < 2; i++) sys.netDestroy(requests.at(-1)?.socket ?? 0, true);
  network.stopListening(server);
  sys.netDestroy(requests.at(-1)?.socket ?? 0, true);
  expect(results).toEqual([
    [0, { kind: 'error', code: 'ECONNRESET' }],
    [1, { kind: 'error', code: 'ECONNRESET' }],
    [2, { kind: 'error', code: 'ECONNRESET' }],
    [3, { kind: 'error', code: 'ECONNREFUSED' }],
  ]);
});

test('send() reports what went wrong: nobody listens, no descriptor, connection dropped', () => {
  const results: OutsideResult[] = [];
  const done = (result: OutsideResult) => results.push(result);
  const full = boot(4);
  full.client.send(GET, done);
  new OutsideClient(full.network, 4000).send(GET, done);
  const dropping = boot();
  dropping.client.send(GET, done);
  dropping.sys.httpAbort(dropping.requests[0]?.id ?? 0);
  expect(results).toEqual([
    { kind: 'error', code: 'EMFILE' },
    { kind: 'error', code: 'ECONNREFUSED' },
    { kind: 'error', code: 'ECONNRESET' },
  ]);
});

test('send() gathers a streamed response', () => {
  const { client, requests, sys } = boot();
  let result: OutsideResult | undefined;
  client.send(GET, (each) => {
    result = each;
  });
  const id = requests[0]?.id ?? 0;
  sys.httpHead(`${id} 206 Some\r\nA: b\r\n\r\n`);
  sys.httpWrite(id, new TextEncoder().encode('中').subarray(0, 1));
  sys.httpWrite(id, new TextEncoder().encode('中').subarray(1));
  expect(result).toBeUndefined();
  sys.httpEnd(id);
  expect(result).toEqual({ kind: 'response', status: 206, headers: ['A', 'b'], body: '中' });
  client.close();
});

test('send() that hangs up before the response tells the server and reports it as aborted', () => {
  const { client, requests, calls, sys, sockets } = boot();
  const results: OutsideResult[] = [];
  client.send({ ...GET, abort: { when: 'before-response' } }, (result) => results.push(result));
  expect(results).toEqual([{ kind: 'aborted' }]);
  const { socket = 0, id = 0 } = requests[0] ?? {};
  expect(calls.at(-1)).toEqual(['onSocket', socket, 'end', '']);
  sys.httpRespond(`${id} 200 OK\r\n\r\ntoo late`);
  expect(results).toHaveLength(1);
  sys.netDestroy(socket, false);
  expect(sockets()).toBe(0);
});

test('send() hangs up in the middle of the response, after so many bytes', () => {
  const { client, requests, calls, sys } = boot();
  const results: OutsideResult[] = [];
  client.send({ ...GET, abort: { when: 'mid-response', afterBytes: 5 } }, (result) => results.push(result));
  const { socket = 0, id = 0 } = requests[0] ?? {};
  sys.httpHead(`${id} 200 OK\r\n\r\n`);
  sys.httpWrite(id, new Uint8Array(3));
  expect(results).toEqual([]);
  sys.httpWrite(id, new Uint8Array(3));
  expect(results).toEqual([{ kind: 'aborted' }]);
  expect(calls.at(-1)).toEqual(['onSocket', socket, 'end', '']);
  sys.netDestroy(socket, false);
});

test('send() hangs up in the middle of its upload, once the server has read half of it', () => {
  const { client, requests, calls, sys } = boot();
  const results: OutsideResult[] = [];
  client.send({ method: 'POST', path: '/', headers: {}, body: '0123456789', abort: { when: 'mid-upload' } }, (result) => results.push(result));
  const [request] = requests;
  expect(request).toMatchObject({ streaming: true, headers: ['host', 'localhost', 'content-length', '10'] });
  expect(results).toEqual([]);
  sys.netPause(request?.socket ?? 0, false);
  expect(results).toEqual([{ kind: 'aborted' }]);
  const [body, end] = calls.slice(-2);
  expect(body?.[0]).toBe('onHttpBody');
  expect(body?.[2]).toEqual(new TextEncoder().encode('01234'));
  expect(end?.[0]).toBe('onSocket');
  sys.netDestroy(request?.socket ?? 0, false);
});

test('send() hangs up in the middle of its upload on a server that answers without reading', () => {
  const { client, answer } = boot();
  const results: OutsideResult[] = [];
  client.send({ method: 'POST', path: '/', headers: {}, body: '0123456789', abort: { when: 'mid-upload' } }, (result) => results.push(result));
  answer();
  expect(results).toEqual([{ kind: 'aborted' }]);
});

test('a large body arrives in pieces, as the server asks for them', () => {
  const { client, requests, calls, sys, answer } = boot();
  const results: OutsideResult[] = [];
  client.send({ method: 'PUT', path: '/', headers: {}, body: 'x'.repeat(200_000) }, (result) => results.push(result));
  const socket = requests[0]?.socket ?? 0;
  expect(calls.filter(([entry]) => entry === 'onHttpBody')).toEqual([]);
  for (let asked = 0; asked < 10 && !calls.some(([entry]) => entry === 'onHttpBodyEnd'); asked++) sys.netPause(socket, false);
  const pieces = calls.flatMap(([entry, , piece]) => (entry === 'onHttpBody' ? [(piece as Uint8Array).length] : []));
  expect(pieces).toEqual([65_536, 65_536, 65_536, 3392]);
  answer();
  expect(results).toMatchObject([{ kind: 'response', status: 200 }]);
  client.close();
});

test('a client that closes is no longer told of anything', () => {
  const { client, requests, sys } = boot();
  const results: OutsideResult[] = [];
  client.sendBatch([GET], (_, result) => results.push(result));
  client.close();
  sys.httpRespond(`${requests[0]?.id} 200 OK\r\n\r\n`);
  expect(results).toEqual([]);
});

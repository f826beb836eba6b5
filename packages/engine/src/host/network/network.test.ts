import { afterEach, expect, test } from 'vitest';
import { ERRNO } from '../../abi/errno.ts';
import { LISTEN_SHARING } from '../../abi/syscalls.ts';
import { DescriptorTable } from '../files/descriptors.ts';
import { HandleTable } from '../handle-table.ts';
import { Network } from './network.ts';
import { createNetworkSyscalls } from './network-syscalls.ts';
import { WINDOW_BYTES } from './inbound-queue.ts';

const encode = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const handles = new HandleTable(() => 0);

function boot(pid = 100, limit = 64, network = new Network(() => undefined)) {
  const log: unknown[][] = [];
  const descriptors = new DescriptorTable(pid, handles, limit);
  const deliver = (entry: string, ...args: unknown[]) => {
    log.push([entry, ...args.map((arg) => (arg instanceof Uint8Array ? String.fromCharCode(...arg) : arg))]);
  };
  const sys = createNetworkSyscalls(network, { pid, descriptors, deliver }, handles, () => undefined);
  const count = (kind: 'socket' | 'server') => handles.count(pid, kind);
  return { network, sys, log, descriptors, count, take: () => log.splice(0) };
}

/** A connection between two sockets of one process. */
function connect(limit?: number) {
  const machine = boot(100, limit);
  const server = machine.sys.netListen(3000, '::', 'tcp', '');
  const client = machine.sys.netConnect(3000, '127.0.0.1', '');
  const accepted = machine.log.find(([entry]) => entry === 'onConnection')?.[2] as number;
  machine.sys.netPause(accepted, false);
  machine.take();
  return { ...machine, server, client, accepted };
}

afterEach(() => {
  // A test that leaves a handle open fails here: we do not leak while teaching leaks.
  const open = handles.list(100);
  handles.closeAll(100);
  expect(open.map(({ label }) => label)).toEqual([]);
});

test('netListen() takes a descriptor and a port, netClose() gives both back', () => {
  const { sys, count, network, descriptors } = boot();
  const server = sys.netListen(3000, '::', 'tcp', 'at here');
  expect(handles.list(100)).toMatchObject([{ kind: 'server', label: 'listening on :3000', stack: 'at here' }]);
  expect(descriptors.lowestFree()).toBe(4);
  expect(sys.netPort(server)).toBe(3000);
  expect(network.isListening(3000)).toBe(true);
  expect(sys.netListen(3000, '127.0.0.1', 'http', '')).toBe(-ERRNO.EADDRINUSE);
  sys.netClose(server);
  expect(count('server')).toBe(0);
  expect(descriptors.lowestFree()).toBe(3);
  expect(sys.netPort(server)).toBe(-ERRNO.EBADF);
});

test('netListen() on port 0 takes the next free port from 40000', () => {
  const { sys } = boot();
  const [first, second] = [sys.netListen(0, '::', 'tcp', ''), sys.netListen(0, '::', 'tcp', '')];
  expect([sys.netPort(first), sys.netPort(second)]).toEqual([40_000, 40_001]);
  for (const server of [first, second]) sys.netClose(server);
});

test('netListen() refuses an address that is not of this machine', () => {
  expect(boot().sys.netListen(80, '10.0.0.1', 'tcp', '')).toBe(-ERRNO.EADDRNOTAVAIL);
});

test('netConnect() is refused where nobody listens', () => {
  const { sys, count } = boot();
  expect(sys.netConnect(3000, '127.0.0.1', '')).toBe(-ERRNO.ECONNREFUSED);
  expect(sys.netConnect(3000, 'example.com', '')).toBe(-ERRNO.ECONNREFUSED);
  expect(count('socket')).toBe(0);
});

test('a connection is two sockets, each with a descriptor and a label that names both ports', () => {
  const { sys, server, client, accepted, count } = connect();
  expect(count('socket')).toBe(2);
  expect(handles.list(100).map(({ label }) => label)).toEqual(['listening on :3000', ':40000 -> 127.0.0.1:3000', '127.0.0.1:3000 <- :40000']);
  expect([sys.netPort(client), sys.netPort(accepted)]).toEqual([40_000, 3000]);
  sys.netDestroy(client, false);
  expect(count('socket')).toBe(1);
  sys.netDestroy(accepted, false);
  sys.netClose(server);
});

test('bytes arrive in order, one piece for each time the reader asks', () => {
  const { sys, server, client, accepted, take } = connect();
  expect(sys.netWrite(client, encode('one'))).toBe(1);
  expect(sys.netWrite(client, encode('two'))).toBe(1);
  expect(sys.netWrite(client, encode('three'))).toBe(1);
  expect(take()).toEqual([['onSocket', accepted, 'data', 'one']]);
  sys.netPause(accepted, false);
  expect(take()).toEqual([['onSocket', accepted, 'data', 'twothree']]);
  for (const socket of [client, accepted]) sys.netDestroy(socket, false);
  sys.netClose(server);
});

test('an accepted connection is told of nothing before it asks', () => {
  const { sys, log, take } = boot();
  const server = sys.netListen(3000, '::', 'tcp', '');
  const client = sys.netConnect(3000, '127.0.0.1', '');
  const accepted = log.find(([entry]) => entry === 'onConnection')?.[2] as number;
  take();
  sys.netWrite(client, encode('one'));
  expect(take()).toEqual([]);
  sys.netPause(accepted, false);
  expect(take()).toEqual([['onSocket', accepted, 'data', 'one']]);
  for (const socket of [client, accepted]) sys.netDestroy(socket, false);
  sys.netClose(server);
});

test('one port serves IPv4 beside an IPv6-only server, and several that share it', () => {
  const { sys } = boot();
  const servers = [sys.netListen(3000, '::', 'tcp', '', LISTEN_SHARING.ipv6Only), sys.netListen(3000, '0.0.0.0', 'tcp', '')];
  servers.push(sys.netListen(3001, '::', 'tcp', '', LISTEN_SHARING.reusePort), sys.netListen(3001, '::', 'tcp', '', LISTEN_SHARING.reusePort));
  expect(servers.every((server) => server > 0)).toBe(true);
  expect(sys.netListen(3001, '::', 'tcp', '')).toBe(-ERRNO.EADDRINUSE);
  for (const server of servers) sys.netClose(server);
});

test('a message that no parser would take is refused without bytes, too', () => {
  const { sys, log, take } = boot();
  const server = sys.netListen(3000, '::', 'http', '');
  const client = sys.netConnect(3000, '127.0.0.1', '');
  const accepted = log.find(([entry]) => entry === 'onConnection')?.[2] as number;
  take();
  sys.httpRequest(client, 'GET /\r\nHost: x\r\nContent-Length: 1\r\ncontent-length: 2\r\n\r\n', false);
  expect(take()).toEqual([['onSocket', accepted, 'error', 'HPE_UNEXPECTED_CONTENT_LENGTH Duplicate Content-Length']]);
  for (const socket of [client, accepted]) sys.netDestroy(socket, false);
  sys.netClose(server);
});

test('a reader that does not ask makes its writer wait, and drain follows', () => {
  const { sys, server, client, accepted, take } = connect();
  sys.netWrite(client, encode('x'));
  expect(sys.netWrite(client, new Uint8Array(WINDOW_BYTES - 1))).toBe(1);
  expect(sys.netWrite(client, encode('y'))).toBe(0);
  take();
  sys.netPause(accepted, false);
  expect(take().map(([entry, socket, event]) => [entry, socket, event])).toEqual([
    ['onSocket', accepted, 'data'],
    ['onSocket', client, 'drain'],
  ]);
  for (const socket of [client, accepted]) sys.netDestroy(socket, false);
  sys.netClose(server);
});

test('netEnd() closes one direction: the other still carries bytes', () => {
  const { sys, server, client, accepted, take } = connect();
  sys.netEnd(client);
  sys.netEnd(client);
  expect(take()).toEqual([['onSocket', accepted, 'end', '']]);
  expect(sys.netWrite(client, encode('late'))).toBe(-ERRNO.EPIPE);
  expect(sys.netWrite(accepted, encode('answer'))).toBe(1);
  expect(take()).toEqual([['onSocket', client, 'data', 'answer']]);
  for (const socket of [client, accepted]) sys.netDestroy(socket, false);
  sys.netClose(server);
});

test('what was sent before the end is read before the end', () => {
  const { sys, server, client, accepted, take } = connect();
  sys.netWrite(client, encode('a'));
  sys.netWrite(client, encode('b'));
  sys.netDestroy(client, false);
  expect(take()).toEqual([['onSocket', accepted, 'data', 'a']]);
  sys.netPause(accepted, false);
  expect(take()).toEqual([['onSocket', accepted, 'data', 'b']]);
  sys.netPause(accepted, false);
  expect(take()).toEqual([['onSocket', accepted, 'end', '']]);
  sys.netDestroy(accepted, false);
  sys.netClose(server);
});

test('netDestroy() with a reset reaches the peer at once, ahead of what it has not read', () => {
  const { sys, server, client, accepted, take } = connect();
  sys.netWrite(client, encode('a'));
  sys.netWrite(client, encode('never read'));
  take();
  sys.netDestroy(client, true);
  expect(take()).toEqual([['onSocket', accepted, 'error', 'ECONNRESET']]);
  expect(sys.netWrite(accepted, encode('x'))).toBe(-ERRNO.EPIPE);
  sys.netDestroy(accepted, false);
  sys.netClose(server);
});

test('closing with unread bytes resets the peer, as TCP does', () => {
  const { sys, server, client, accepted, take } = connect();
  sys.netWrite(client, encode('a'));
  sys.netWrite(client, encode('unread'));
  take();
  sys.netDestroy(accepted, false);
  expect(take()).toEqual([['onSocket', client, 'error', 'ECONNRESET']]);
  sys.netDestroy(client, false);
  sys.netClose(server);
});

test('the first write to a peer that has gone is answered by a reset, the next fails at once', () => {
  const { sys, server, client, accepted, take } = connect();
  sys.netDestroy(accepted, false);
  expect(take()).toEqual([['onSocket', client, 'end', '']]);
  expect(sys.netWrite(client, encode('x'))).toBe(1);
  expect(take()).toEqual([['onSocket', client, 'error', 'ECONNRESET']]);
  expect(sys.netWrite(client, encode('x'))).toBe(-ERRNO.EPIPE);
  sys.netDestroy(client, false);
  sys.netClose(server);
});

test('a server without a free descriptor drops a connection after it was made', () => {
  // 0 to 2 are stdio; server, then the client's own socket: none is left for the accepted one.
  const { sys, count, take } = boot(100, 5);
  const server = sys.netListen(3000, '::', 'tcp', '');
  const client = sys.netConnect(3000, '127.0.0.1', '');
  expect(take().filter(([entry]) => entry === 'onSocket')).toEqual([
    ['onSocket', client, 'connect', ''],
    ['onSocket', client, 'end', ''],
  ]);
  expect(count('socket')).toBe(1);
  expect(sys.netConnect(3000, '127.0.0.1', '')).toBe(-ERRNO.EMFILE);
  sys.netDestroy(client, false);
  sys.netClose(server);
});

test('netRef() decides whether a socket keeps its process alive', () => {
  const { sys, server, client, accepted } = connect();
  sys.netRef(server, false);
  sys.netRef(client, false);
  expect(handles.keepsAlive(100)).toBe(true);
  sys.netRef(accepted, false);
  expect(handles.keepsAlive(100)).toBe(false);
  for (const socket of [client, accepted]) sys.netDestroy(socket, false);
  sys.netClose(server);
});

test('closeProcess() ends what a dead process had open: its peers see the end', () => {
  const network = new Network(() => undefined);
  const dead = boot(200, 64, network);
  const living = boot(100, 64, network);
  dead.sys.netListen(3000, '::', 'tcp', '');
  const client = living.sys.netConnect(3000, '127.0.0.1', '');
  living.take();
  network.closeProcess(200);
  expect(living.take()).toEqual([['onSocket', client, 'end', '']]);
  expect(network.isListening(3000)).toBe(false);
  expect(handles.list(200)).toEqual([]);
  living.sys.netDestroy(client, false);
});

test('bytes to an HTTP server become messages, its messages become bytes', () => {
  const { sys, log, take } = boot();
  const server = sys.netListen(3000, '::', 'http', '');
  const client = sys.netConnect(3000, '127.0.0.1', '');
  const accepted = log.find(([entry]) => entry === 'onConnection')?.[2] as number;
  take();
  sys.netWrite(client, encode('POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbo'));
  sys.netWrite(client, encode('dyGET /b HTTP/1.1\r\nHost: x\r\n\r\n'));
  const requests = take().map(([entry, json]) => [entry, JSON.parse(json as string)] as const);
  expect(requests).toMatchObject([
    ['onHttpRequest', [{ id: 1, socket: accepted, server, method: 'POST', url: '/a', streaming: true }]],
    ['onHttpRequest', [{ id: 2, socket: accepted, server, method: 'GET', url: '/b' }]],
  ]);
  sys.netPause(accepted, false);
  expect(take()).toEqual([['onHttpBody', 1, 'body']]);
  sys.netPause(accepted, false);
  expect(take()).toEqual([['onHttpBodyEnd', 1, '']]);
  sys.httpRespond('1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  sys.httpHead('2 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  sys.httpWrite(2, encode('abc'));
  sys.httpEnd(2);
  expect(take()).toEqual([['onSocket', client, 'data', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok']]);
  sys.netPause(client, false);
  expect(take()).toEqual([['onSocket', client, 'data', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n']]);
  sys.netWrite(client, encode('FOO / HTTP/1.1\r\n\r\n'));
  expect(take()).toEqual([['onSocket', accepted, 'error', 'HPE_INVALID_METHOD Invalid method encountered\n0\nFOO / HTTP/1.1\r\n\r\n']]);
  for (const socket of [client, accepted]) sys.netDestroy(socket, false);
  sys.netClose(server);
});

test('messages to a server of bytes become bytes, its bytes become messages', () => {
  const { sys, log, take } = boot();
  const server = sys.netListen(3000, '::', 'tcp', '');
  const client = sys.netConnect(3000, '127.0.0.1', '');
  const accepted = log.find(([entry]) => entry === 'onConnection')?.[2] as number;
  sys.netPause(accepted, false);
  take();
  const id = sys.httpRequest(client, 'POST /a\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', true);
  sys.httpRequestWrite(id, encode('abc'));
  sys.httpRequestEnd(id);
  sys.netPause(accepted, false);
  expect(take().map((call) => call[3])).toEqual(['POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', '3\r\nabc\r\n0\r\n\r\n']);
  sys.netWrite(accepted, encode('HTTP/1.1 201 Made\r\nContent-Length: 4\r\n\r\nhe'));
  sys.netWrite(accepted, encode('re'));
  sys.netPause(client, false);
  sys.netPause(client, false);
  const [head, ...rest] = take();
  expect(JSON.parse(head?.[1] as string)).toEqual({ id, status: 201, message: 'Made', headers: ['Content-Length', '4'] });
  expect(rest).toEqual([
    ['onHttpResponseBody', id, 'he'],
    ['onHttpResponseBody', id, 're'],
    ['onHttpResponseEnd', id, ''],
  ]);
  for (const socket of [client, accepted]) sys.netDestroy(socket, false);
  sys.netClose(server);
});

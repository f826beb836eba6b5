import { once } from 'node:events';
import { lookup, lookupService } from 'node:dns';
import { open as openFile } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isUnderWay } from './under-way.ts';

const HERE = import.meta.filename;

/** Names of what the process waits for just after `begin`. The test runner's own work may be among it. */
async function waitedFor(begin: () => Promise<unknown>): Promise<readonly string[]> {
  const done = begin().catch(() => undefined);
  // A socket connects in the next tick.
  await new Promise<void>((resolve) => process.nextTick(resolve));
  const names = process.getActiveResourcesInfo().filter(isUnderWay);
  await done;
  return names;
}

test.each<readonly [string, string, () => Promise<unknown>]>([
  ['a connection, also one that will be refused', 'ConnectWrap', () => once(connect({ host: '127.0.0.1', port: 1 }), 'connect')],
  ['a connection to a pipe', 'ConnectWrap', () => once(connect(join(tmpdir(), 'nobody-listens-here.sock')), 'connect')],
  ['a name that is looked up', 'GetAddrInfoReqWrap', () => new Promise((resolve) => lookup('localhost', resolve))],
  ['the name of an address', 'GetNameInfoReqWrap', () => new Promise((resolve) => lookupService('127.0.0.1', 22, resolve))],
  ['a file that is opened with a callback', 'FSReqCallback', () => new Promise((resolve) => openFile(join(HERE, 'no-such-file'), resolve))],
  ['a file that is read with promises', 'FSReqPromise', () => readFile(HERE)],
])('isUnderWay() knows %s, which Node calls %s', async (_, name, begin) => {
  expect(await waitedFor(begin)).toContain(name);
});

test('isUnderWay() knows a file that is closed, which Node calls CloseReq', async () => {
  const file = await open(HERE);
  expect(await waitedFor(() => file.close())).toContain('CloseReq');
});

test('isUnderWay() knows no timer and no listening server: they may wait for ever', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const timer = setTimeout(() => undefined, 1_000_000);
  const names = process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'TCPServerWrap');
  expect(new Set(names)).toEqual(new Set(['Timeout', 'TCPServerWrap']));
  expect(names.filter(isUnderWay)).toEqual([]);
  clearTimeout(timer);
  server.close();
});

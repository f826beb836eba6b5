import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Traffic } from './traffic.ts';

/** Both ends of a connection. */
async function connection(): Promise<{ readonly client: Socket; readonly server: Socket; end(): Promise<void> }> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const client = connect((listener.address() as AddressInfo).port, '127.0.0.1');
  const [[server]] = (await Promise.all([once(listener, 'connection'), once(client, 'connect')])) as [[Socket], unknown];
  return {
    client,
    server,
    async end() {
      client.destroy();
      await once(server.resume(), 'close');
      listener.close();
    },
  };
}

async function send(from: Socket, to: Socket, bytes: number): Promise<void> {
  from.write(Buffer.alloc(bytes));
  await once(to, 'data');
}

test('Traffic: both ends of a connection agree when what each wrote was read by the other', async () => {
  const [here, there] = [new Traffic(), new Traffic()];
  const { client, server, end } = await connection();
  here.add(client, 'client');
  there.add(server, 'server');
  const agree = () => here.count().digest === there.count().digest;
  expect(agree()).toBe(true);
  client.write('tea');
  expect(agree()).toBe(false);
  await once(server, 'data');
  expect(agree()).toBe(true);
  await send(server, client, 500);
  expect(agree()).toBe(true);
  await end();
  expect([here.count(), there.count()]).toEqual([
    { connecting: 0, digest: 0 },
    { connecting: 0, digest: 0 },
  ]);
});

test('Traffic: a connection that one end does not know yet and one that it still knows do not make up for each other', async () => {
  const [here, there] = [new Traffic(), new Traffic()];
  const [first, second] = [await connection(), await connection()];
  await Promise.all([send(first.client, first.server, 80), send(second.client, second.server, 80)]);
  here.add(first.server, 'server');
  there.add(second.client, 'client');
  expect(here.count().digest).not.toBe(there.count().digest);
  await Promise.all([first.end(), second.end()]);
});

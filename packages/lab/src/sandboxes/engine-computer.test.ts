import { expect, test } from 'vitest';
import { readAssetsFor } from '../../../../scripts/engine-assets.ts';
import type { Program } from '../sandbox.ts';
import { createEngineSandbox } from './engine.ts';

const MAIN = `
import { createServer } from 'node:http';
import { openSync, writeFileSync } from 'node:fs';
writeFileSync('data/pid.txt', String(process.pid));
process.on('SIGHUP', () => console.log('reloaded'));
createServer((request, response) => { openSync('data/in.txt'); response.end('served ' + request.url); }).listen(Number(process.env.PORT));
`;
const PROGRAM: Program = {
  files: { 'main.mjs': MAIN, 'data/in.txt': 'tea' },
  entry: 'main.mjs',
  packages: [],
  env: {},
  port: 3000,
  limits: { openFiles: 1024, memoryBytes: 67_108_864 },
};
const sandbox = createEngineSandbox({ assets: readAssetsFor });
const plain = { cwd: '/app', env: {} };

async function booted() {
  const server = await sandbox.boot(PROGRAM, { clock: 'real' });
  await server.ready(1000);
  const { computer } = server;
  if (computer === undefined) throw new Error('the engine has a computer');
  return { server, computer };
}

test('a computer shows the files that the server wrote, and its process with what it holds open', async () => {
  const { server, computer } = await booted();
  const [running] = computer.processes();
  expect(running).toMatchObject({ command: 'node main.mjs', openFilesLimit: 1024 });
  expect(new TextDecoder().decode(await computer.files.readFile('/app/data/pid.txt'))).toBe(String(running?.pid));
  expect(await computer.request(3000, { method: 'GET', path: '/x' })).toMatchObject({ kind: 'response', status: 200, body: 'served /x' });
  expect(
    computer
      .processes()[0]
      ?.handles.filter(({ kind }) => kind === 'fd')
      .map(({ label, at }) => [label, at?.line]),
  ).toEqual([['/app/data/in.txt', 6]]);
  await server.kill();
  expect(computer.processes()).toEqual([]);
});

test('a second program runs beside the server, on the same files and network', async () => {
  const { server, computer } = await booted();
  await computer.files.writeFile('/app/ask.mjs', "console.log(await (await fetch('http://localhost:3000/from-inside')).text(), process.argv[2]);");
  expect(await computer.node(['ask.mjs', 'twice'], plain)).toMatchObject({ stdout: 'served /from-inside twice\n', stderr: '', exit: { code: 0 } });
  expect(await computer.node(['-e', 'console.log(1 + 1); process.exitCode = 3;'], plain)).toMatchObject({ stdout: '2\n', exit: { code: 3 } });
  expect(await computer.files.readdir('/app')).toEqual(['ask.mjs', 'data', 'main.mjs']);
  expect(computer.processes()).toHaveLength(1);
  await server.kill();
});

test('a program that does not end is ended by its signal', async () => {
  const computer = await sandbox.computer?.(PROGRAM);
  if (computer === undefined) throw new Error('the engine has a computer');
  expect(await computer.request(3000, { method: 'GET', path: '/' })).toEqual({ kind: 'error', code: 'ECONNREFUSED', ms: 0 });
  const leaving = new AbortController();
  const running = computer.node(['-e', 'setInterval(() => {}, 1000)'], { ...plain, signal: leaving.signal });
  await expect.poll(() => computer.processes().length).toBe(1);
  leaving.abort();
  expect((await running).exit.reason).toBe('killed');
  computer.close();
});

test('signals reach a process by its number, and nobody by another', async () => {
  const { server, computer } = await booted();
  const pid = computer.processes()[0]?.pid ?? 0;
  expect([computer.signal(pid, 'SIGHUP'), computer.signal(1, 'SIGTERM')]).toEqual([true, false]);
  expect(computer.signal(pid, 'SIGTERM')).toBe(true);
  await expect.poll(() => computer.processes()).toEqual([]);
  await server.kill();
});

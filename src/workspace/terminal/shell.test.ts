import { createEngineSandbox } from '@unhandled/lab/sandboxes/engine';
import type { Computer, Files, Program, Verdict } from '@unhandled/lab';
import { expect, onTestFinished, test } from 'vitest';
import { readAssetsFor } from '../../../scripts/engine-assets.ts';
import { Shell } from './shell.ts';

const MAIN = `
import { createServer } from 'node:http';
import { openSync } from 'node:fs';
createServer((request, response) => {
  if (request.method === 'POST') return request.pipe(response);
  openSync('data/in.txt');
  response.writeHead(422, { 'content-type': 'application/json' }).end('{"code":"BAD_RECEIPT"}');
}).listen(3000);
`;
const FILES: Files = { 'main.mjs': MAIN, 'data/in.txt': 'oolong\npuerh\n' };
const program: Program = { files: FILES, entry: 'main.mjs', packages: [], env: {}, port: 3000, limits: { openFiles: 64, memoryBytes: 67_108_864 } };
const VERDICT = {
  status: 'fail',
  checks: [{ id: 'heap', status: 'fail', sentence: 'It grew.', at: { file: 'main.mjs', line: 3, column: 1 } }],
} as unknown as Verdict;

/** A shell beside a running server; `type` runs a line. */
async function desk() {
  const server = await createEngineSandbox({ assets: readAssetsFor }).boot(program, { clock: 'real' });
  onTestFinished(() => server.kill());
  await server.ready(2000);
  const pressed: string[] = [];
  let files = FILES;
  const shell = new Shell(
    {
      computer: async () => server.computer as Computer,
      verify: async () => VERDICT,
      press: async (button) => {
        pressed.push(button);
        return `pressed ${button}`;
      },
    },
    ['main.mjs'],
  );
  const type = async (line: string) => {
    const { stdout, stderr, exitCode, changed } = await shell.run(line, files, new AbortController().signal);
    files = { ...files, ...changed };
    return { stdout, stderr, exitCode, changed: Object.keys(changed) };
  };
  return { shell, type, pressed, files: () => files };
}

test('the shell has files, pipes and the folder it is in', async () => {
  const { type } = await desk();
  expect((await type('cd data && cat in.txt | grep -c e')).stdout).toBe('1\n');
  expect((await type('pwd; ls')).stdout).toBe('/app/data\nin.txt\n');
  expect(await type('cat nothing')).toMatchObject({ stderr: 'cat: nothing: No such file or directory\n', exitCode: 1 });
});

test('curl speaks with the server, and with nobody else', async () => {
  const { type } = await desk();
  expect((await type('curl -i localhost:3000/x')).stdout).toMatch(
    /^HTTP\/1.1 422 Unprocessable Entity\r\n.*content-type: application\/json\r\n.*\r\n\r\n\{"code":"BAD_RECEIPT"\}$/s,
  );
  expect((await type('curl -s localhost:3000 | jq -r .code')).stdout).toBe('BAD_RECEIPT\n');
  expect((await type("echo 'tea ☕' | curl -s -X POST --data-binary @- localhost:3000")).stdout).toBe('tea ☕\n');
  expect(await type('curl https://example.com')).toMatchObject({ stderr: expect.stringContaining('nothing leaves the page') });
  expect(await type('curl localhost:9')).toMatchObject({ stderr: expect.stringContaining('Connection refused') });
});

test('lsof names the line that left a descriptor open; ps and top count it; kill ends the server', async () => {
  const { type } = await desk();
  await type('curl -s localhost:3000; curl -s localhost:3000');
  const lines = (await type('lsof')).stdout.split('\n').filter((line) => line.includes('data/in.txt'));
  expect(lines.map((line) => /main\.mjs:\d+/.exec(line)?.[0])).toEqual(['main.mjs:6', 'main.mjs:6']);
  const pid = /^ *(\d+)/m.exec((await type('ps')).stdout)?.[1];
  expect((await type('top')).stdout).toMatch(/\d+\/64 /);
  expect(await type(`kill -9 ${pid}`)).toMatchObject({ stderr: '', exitCode: 0 });
  expect(await type(`kill ${pid}`)).toMatchObject({ stderr: `kill: (${pid}): no such process\n`, exitCode: 1 });
});

test('node runs a file, a program on the line, and reads what is piped into it', async () => {
  const { type } = await desk();
  expect((await type("node -e 'console.log(process.argv[2] + 1)' a")).stdout).toBe('a1\n');
  expect(
    (await type('echo hello > /tmp/x.txt; cat /tmp/x.txt | node -e \'process.stdin.on("data", (data) => process.stdout.write(String(data).toUpperCase()))\''))
      .stdout,
  ).toBe('HELLO\n');
  expect(await type("node -e 'process.exit(4)' || echo $?")).toMatchObject({ stdout: '4\n' });
  expect(await type('node nothing.mjs')).toMatchObject({ stderr: expect.stringContaining('Cannot find module'), exitCode: 1 });
});

test('what a command writes into an editable file is told; files of the lab are not changed or removed', async () => {
  const { type, files } = await desk();
  expect(await type("sed -i 's/422/404/' main.mjs")).toMatchObject({ exitCode: 0, changed: ['main.mjs'] });
  expect(files()['main.mjs']).toContain('404');
  expect((await type('echo 1')).changed).toEqual([]);
  expect(await type('echo x > data/in.txt')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ermission denied') });
  expect(await type('rm main.mjs')).toMatchObject({ exitCode: 1 });
  expect((await type('cat data/in.txt')).stdout).toBe(FILES['data/in.txt']);
});

test('npm start presses the button of the page, npm test prints the verdict', async () => {
  const { type, pressed } = await desk();
  expect((await type('npm start && npm run load')).stdout).toBe('pressed start\npressed load\n');
  expect(pressed).toEqual(['start', 'load']);
  expect(await type('npm test')).toMatchObject({ stdout: '✗ heap: It grew. (main.mjs:3)\n\n0 of 1 checks do not fail, 1 fail\n', exitCode: 1 });
});

test('a word is completed to commands and to paths', async () => {
  const { shell } = await desk();
  expect(await shell.complete('lso', FILES)).toEqual(['lsof']);
  expect(await shell.complete('cat da', FILES)).toEqual(['data/']);
  expect(await shell.complete('cat data/', FILES)).toEqual(['data/in.txt']);
});

test('a line that never ends is ended', async () => {
  const { type } = await desk();
  expect(await type('while true; do :; done')).toMatchObject({ exitCode: 126, stderr: expect.stringContaining('too many') });
});

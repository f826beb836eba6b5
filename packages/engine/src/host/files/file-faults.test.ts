import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../../../scripts/engine-assets.ts';
import { Machine } from '../../index.ts';

const assets = await readEngineAssets('node');

/** What the program prints when it hears SIGUSR2, after `before` has changed the machine. */
async function afterFault(source: string, before: (machine: Machine, pid: number) => void): Promise<string[]> {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  try {
    await machine.fs.writeFile('main.mjs', `import fs from 'node:fs'; process.on('SIGUSR2', () => {\n${source}\n}); setInterval(() => {}, 1e6);`);
    const program = await machine.spawn('node', ['main.mjs']);
    const lines: string[] = [];
    program.onOutput((_stream, text) => lines.push(...text.trimEnd().split('\n')));
    while (machine.turn());
    before(machine, program.pid);
    machine.kill(program.pid, 'SIGUSR2');
    while (machine.turn());
    return lines;
  } finally {
    machine.teardown();
  }
}

const TRY = (call: string) => `try { ${call}; console.log('done'); } catch (error) { console.log(error.code, error.syscall, error.path ?? ''); }`;

test('the next operation on a path fails with the code that was set, as often as was said', async () => {
  const lines = await afterFault([1, 2].map(() => TRY("fs.writeFileSync('/tmp/log', 'x')")).join('\n'), (machine) => {
    machine.fileFaults.add({ operation: 'open', path: '/tmp/log', code: 'EACCES', times: 1 });
  });
  expect(lines).toEqual(['EACCES open /tmp/log', 'done']);
});

test('a fault on writing hits by the path of the open file, and other files go on', async () => {
  const lines = await afterFault([TRY("fs.writeFileSync('/tmp/a.log', 'x')"), TRY("fs.writeFileSync('/tmp/b.txt', 'x')")].join('\n'), (machine) => {
    machine.fileFaults.add({ operation: 'write', path: /\.log$/, code: 'EIO' });
  });
  expect(lines).toEqual(['EIO write', 'done']);
});

test('a fault that was taken back no longer hits', async () => {
  const lines = await afterFault(TRY("fs.readFileSync('/app/main.mjs')"), (machine) => {
    machine.fileFaults.add({ operation: 'read', path: /./, code: 'EIO' })();
  });
  expect(lines).toEqual(['done']);
});

test('a disk that shrinks is full until something is removed', async () => {
  const lines = await afterFault(
    [TRY("fs.writeFileSync('/tmp/big', Buffer.alloc(1000))"), "fs.unlinkSync('/app/main.mjs');", TRY("fs.writeFileSync('/tmp/small', 'x')")].join('\n'),
    (machine) => {
      machine.diskBytes = 500;
    },
  );
  expect(lines).toEqual(['ENOSPC write', 'done']);
});

test('a lower limit of descriptors counts at once', async () => {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  await machine.fs.writeFile(
    'main.mjs',
    `import fs from 'node:fs'; process.on('SIGUSR2', () => { ${TRY("fs.openSync('/app/main.mjs')")} }); setInterval(() => {}, 1e6);`,
  );
  const program = await machine.spawn('node', ['main.mjs']);
  const lines: string[] = [];
  program.onOutput((_stream, text) => lines.push(text.trimEnd()));
  while (machine.turn());
  program.openFilesLimit = 3;
  machine.kill(program.pid, 'SIGUSR2');
  while (machine.turn());
  expect(lines).toEqual(['EMFILE open /app/main.mjs']);
  machine.teardown();
});

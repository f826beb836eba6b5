import { afterEach, expect, test } from 'vitest';
import { readEngineAssets } from '../../../../../scripts/engine-assets.ts';
import { Machine, type Process, type SpawnOptions } from '../../index.ts';

// What node:fs shares with Node 24 is held by the programs in compat/; here is what only this engine has.
const assets = await readEngineAssets('node');
const machines: Machine[] = [];

afterEach(() => {
  for (const machine of machines.splice(0)) machine.teardown();
});

async function run(source: string, { diskBytes, ...options }: SpawnOptions & { diskBytes?: number } = {}) {
  const machine = await Machine.boot({ assets, clock: 'virtual', ...(diskBytes !== undefined && { diskBytes }) });
  machines.push(machine);
  await machine.mount({ 'main.mjs': { file: { contents: source } }, 'receipt.json': { file: { contents: '{"id":1}' } } });
  const unsupported: string[] = [];
  machine.on('unsupported', (what) => unsupported.push(what));
  const program = await machine.spawn('node', ['main.mjs'], options);
  const lines: string[] = [];
  program.onOutput((_stream, text) => lines.push(text.trimEnd()));
  const settle = () => {
    while (machine.turn());
  };
  /** Moves the clock to the next timer and runs what it caused. */
  const tick = () => {
    machine.jumpTo(machine.nextTimerMs() ?? 0);
    settle();
  };
  settle();
  return { machine, program, lines, unsupported, settle, tick };
}

const openedAt = (program: Process) => program.handles().map(({ kind, label, at }) => `${kind} ${label} ${at?.file}:${at?.line}`);
const KEEP_ALIVE = 'setInterval(() => {}, 1000);\n';

test('openSync() is one fd handle, with the line that opened it, until closeSync()', async () => {
  const { program } = await run(
    `import fs from 'node:fs';\n${KEEP_ALIVE}const a = fs.openSync('receipt.json');\nfs.openSync('/app/receipt.json');\nfs.closeSync(a);`,
  );
  expect(openedAt(program).filter((each) => each.startsWith('fd'))).toEqual(['fd /app/receipt.json main.mjs:4']);
});

test('every way to open a file records the line of the program', async () => {
  const { program } = await run(`import fs from 'node:fs'; import fsp from 'node:fs/promises'; ${KEEP_ALIVE}
fs.open('receipt.json', () => {});
globalThis.handle = await fsp.open('receipt.json');
fs.createReadStream('receipt.json');
fs.createWriteStream('out');
fs.opendirSync('.');
globalThis.dir = await fsp.opendir('.');
fs.watch('.');`);
  expect(
    openedAt(program)
      .filter((each) => !each.startsWith('timer'))
      .sort(),
  ).toEqual([
    'fd /app main.mjs:7',
    'fd /app main.mjs:8',
    'fd /app/out main.mjs:6',
    'fd /app/receipt.json main.mjs:3',
    'fd /app/receipt.json main.mjs:4',
    'fd /app/receipt.json main.mjs:5',
    'watcher /app main.mjs:9',
  ]);
});

test('a forgotten FileHandle or stream stays open through garbage collection', async () => {
  const { program } = await run(`import fs from 'node:fs'; import fsp from 'node:fs/promises'; ${KEEP_ALIVE}
for (let i = 0; i < 20; i++) await fsp.open('receipt.json');
for (let i = 0; i < 20; i++) fs.createReadStream('receipt.json');`);
  program.heap();
  expect(program.handles().filter(({ kind }) => kind === 'fd')).toHaveLength(40);
});

test('the descriptor limit gives EMFILE, worded as Node does, and reading works again after a close', async () => {
  const { lines } = await run(
    `import fs from 'node:fs';
const open = [];
try { for (;;) open.push(fs.openSync('receipt.json')); } catch (error) { console.log(open.length, error.message, error.errno, error.code); }
try { fs.readFileSync('receipt.json'); } catch (error) { console.log(error.message); }
try { fs.readdirSync('.'); } catch (error) { console.log(error.message); }
try { fs.writeFileSync('new', ''); } catch (error) { console.log(error.message, fs.existsSync('new')); }
fs.closeSync(open[4]);
console.log(fs.openSync('receipt.json') === open[4]);`,
    { openFiles: 16 },
  );
  expect(lines).toEqual([
    "13 EMFILE: too many open files, open 'receipt.json' -24 EMFILE",
    "EMFILE: too many open files, open 'receipt.json'",
    "EMFILE: too many open files, scandir '.'",
    "EMFILE: too many open files, open 'new' false",
    'true',
  ]);
});

test('many readFile() at a time hold as many descriptors, and give all of them back', async () => {
  const { program, lines } = await run(
    `import fs from 'node:fs/promises'; ${KEEP_ALIVE}
const results = await Promise.allSettled(Array.from({ length: 40 }, () => fs.readFile('receipt.json', 'utf8')));
console.log(results.filter((each) => each.status === 'fulfilled').length, results.find((each) => each.status === 'rejected').reason.code);`,
    { openFiles: 16 },
  );
  expect(lines).toEqual(['13 EMFILE']);
  expect(program.peak('fd')).toBe(13);
  expect(program.handles().filter(({ kind }) => kind === 'fd')).toEqual([]);
});

test('a full disk gives ENOSPC and keeps the handle table right', async () => {
  const { lines, program } = await run(
    `import fs from 'node:fs'; ${KEEP_ALIVE}
try { fs.writeFileSync('big', 'x'.repeat(5000)); } catch (error) { console.log(error.message, fs.readFileSync('big').length); }
fs.createWriteStream('stream').on('error', (error) => console.log(error.message)).on('close', () => console.log('closed')).end('x'.repeat(5000));
fs.rmSync('big'); fs.writeFileSync('small', 'fits');`,
    { diskBytes: 4096 },
  );
  expect(lines).toEqual(['ENOSPC: no space left on device, write 0', 'ENOSPC: no space left on device, write', 'closed']);
  expect(program.handles().filter(({ kind }) => kind === 'fd')).toEqual([]);
});

test('a double close hits the stranger who got the number', async () => {
  const { lines } = await run(`import fs from 'node:fs';
const mine = fs.openSync('receipt.json'); fs.closeSync(mine);
const victim = fs.openSync('receipt.json'); fs.closeSync(mine);
try { fs.readSync(victim, Buffer.alloc(1)); } catch (error) { console.log(victim === mine, error.message); }`);
  expect(lines).toEqual(['true EBADF: bad file descriptor, read']);
});

test('what node:fs lacks here throws by name and is reported', async () => {
  const { lines, unsupported } = await run(`import fs from 'node:fs'; import fsp from 'node:fs/promises';
for (const call of [() => fs.openAsBlob('a'), () => fs.watch('.', { recursive: true })]) try { await call(); } catch (error) { console.log(error.code, error.message); }`);
  expect(lines).toEqual([
    'ERR_UNSUPPORTED fs.openAsBlob() is not available in the embedded engine',
    'ERR_UNSUPPORTED fs.watch({ recursive: true }) is not available in the embedded engine',
  ]);
  expect(unsupported).toEqual(['fs.openAsBlob()', 'fs.watch({ recursive: true })']);
});

test('a warm loop over all of node:fs leaves the heap as it was, to the byte', async () => {
  const { program, tick, lines } = await run(`import fs from 'node:fs'; import fsp from 'node:fs/promises';
const failing = (call) => { try { call(); } catch {} };
async function batch() {
  for (let i = 0; i < 10; i++) {
    fs.writeFileSync('f', 'text ' + i); fs.readFileSync('f', 'utf8'); fs.readFileSync('f'); fs.statSync('f').mtime; fs.readdirSync('.', { withFileTypes: true });
    failing(() => fs.openSync('none')); failing(() => JSON.parse(fs.readFileSync('f', 'utf8'))); failing(() => fs.closeSync(999)); failing(() => fs.openSync());
    fs.closeSync(fs.openSync('f')); fs.renameSync('f', 'g'); fs.unlinkSync('g'); fs.rmSync(fs.mkdtempSync('t-'), { recursive: true }); fs.watch('.').close();
    await fsp.writeFile('f', 'x'); await fsp.readFile('f', 'utf8'); await fsp.readFile('none').catch(() => {});
    await using file = await fsp.open('f', 'r+'); await file.write('y'); await file.stat();
    for await (const line of (await fsp.open('f')).readLines()) line;
    for await (const entry of await fsp.opendir('.')) break;
    for await (const chunk of fs.createReadStream('f')) chunk;
    await new Promise((done) => fs.createWriteStream('f').on('close', done).end('z'));
    await new Promise((done) => fs.createReadStream('none').on('error', () => {}).on('close', done));
    await new Promise((done) => fs.readFile('f', done)); await new Promise((done) => fs.stat('none', done));
  }
  console.log('done');
}
setInterval(batch, 1000);`);
  const read = () => {
    tick();
    return program.heap().retainedBytes;
  };
  for (let warm = 0; warm < 3; warm++) read();
  const before = read();
  expect([read(), read(), read()]).toEqual([before, before, before]);
  expect(lines.length).toBe(7);
  expect(program.handles().filter(({ kind }) => kind !== 'timer')).toEqual([]);
});

test('a program that breaks built-in prototypes does not break node:fs', async () => {
  const { lines } = await run(`import fs from 'node:fs';
const broken = () => { throw new Error('patched'); };
Array.prototype.join = Array.prototype.map = Map.prototype.get = JSON.parse = Object.assign = Promise.prototype.then = process.cwd = broken;
fs.writeFileSync('a', 'still works'); const text = fs.readFileSync('a', 'utf8'); const { size } = fs.statSync('a');
fs.writeSync(1, text + ' ' + size);`);
  expect(lines).toEqual(['still works 11']);
});

test('watching keeps the process alive until close() or unref()', async () => {
  const held = await run(`import fs from 'node:fs'; fs.watch('.', (event, name) => console.log(event, name));`);
  expect(held.program.ended).toBeUndefined();
  await held.machine.fs.writeFile('/app/new', '');
  held.settle();
  expect(held.lines[0]).toBe('rename new');
  const released = await run(`import fs from 'node:fs'; fs.watch('.').unref(); fs.watch('.').close();`);
  expect(released.program.ended?.code).toBe(0);
  expect(released.program.handles()).toEqual([]);
});

import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../scripts/engine-assets.ts';
import { Machine, type Process } from '../src/index.ts';

const assets = await readEngineAssets('node');

const POOL = `
import { channel } from 'node:diagnostics_channel';
const [opened, closed] = [channel('leakcheck:open'), channel('leakcheck:close')];
export function lend(label) {
  const token = {};
  opened.publish({ kind: 'lease', token, label });
  return token;
}
export async function lendLater(label) {
  await null;
  return lend(label);
}
export const take = (token) => closed.publish({ token });
`;

async function run(program: string): Promise<Process> {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  await machine.fs.writeFile('pool.mjs', POOL);
  await machine.fs.writeFile('main.mjs', `import { lend, lendLater, take } from './pool.mjs';\nsetTimeout(() => {}, 1000);\n${program}`);
  const process = await machine.spawn('node', ['main.mjs']);
  while (machine.turn());
  return process;
}

const leases = (process: Process) => process.handles().filter(({ kind }) => kind === 'lease');

test('leakcheck:open is a row that names who borrowed, until leakcheck:close', async () => {
  const process = await run("const first = lend('db 1');\nlend('db 2');\ntake(first);");
  expect(leases(process).map(({ label, at }) => [label, at?.file, at?.line])).toEqual([['db 2', 'main.mjs', 4]]);
  expect(process.peak('lease')).toBe(2);
  expect(process.handleMisuses).toEqual({});
});

test('leakcheck:open names who borrowed across an await', async () => {
  const process = await run("async function checkout() {\n const token = await lendLater('late');\n return token;\n}\nawait checkout();");
  expect(leases(process)[0]?.at).toMatchObject({ file: 'main.mjs', line: 4 });
});

test('a token that is collected leaves its row open', async () => {
  const process = await run("for (let i = 0; i < 100; i++) lend('lost');");
  process.heap();
  expect(leases(process)).toHaveLength(100);
});

test('a token can be lent again after it came back', async () => {
  const process = await run(
    "import { channel } from 'node:diagnostics_channel';\nconst token = lend('one'); take(token);\nchannel('leakcheck:open').publish({ kind: 'lease', token, label: 'two' });",
  );
  expect(leases(process).map(({ label }) => label)).toEqual(['two']);
  expect(process.handleMisuses).toEqual({});
});

test('closes and opens that cannot be are counted, and free nothing', async () => {
  const process = await run(`
    import { channel } from 'node:diagnostics_channel';
    const token = lend('held'); const other = lend('given back'); take(other); take(other); take({}); take(7);
    channel('leakcheck:open').publish({ kind: 'lease', token, label: 'again' });
    channel('leakcheck:open').publish({ kind: 'fd', token: {}, label: '/etc/passwd' });
    channel('leakcheck:open').publish(undefined);
    globalThis.held = token;`);
  expect(leases(process).map(({ label }) => label)).toEqual(['held']);
  expect(process.handleMisuses).toEqual({ 'closed twice': 1, 'never opened': 1, malformed: 3, 'opened twice': 1 });
});

import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';
import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../../scripts/engine-assets.ts';
import { type CpuProfile, flameGraph, hotFunctions, Machine, toPprof, toSpeedscope } from '../index.ts';

const assets = await readEngineAssets('node');
const PROGRAM = `import { createServer } from 'node:http';
function checksum(rounds: number): number {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += Math.sqrt(i);
  return sum;
}
function cheap(): number {
  return 1;
}
createServer(function handler(request, response) {
  response.end(String(checksum(2000) + cheap()));
}).listen(3000);
`;

async function profile(): Promise<{ profile: CpuProfile; after: CpuProfile }> {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  try {
    await machine.fs.writeFile('main.ts', PROGRAM);
    await machine.fs.writeFile('package.json', '{"type":"module"}');
    const server = await machine.spawn('node', ['main.ts']);
    while (machine.turn());
    const client = machine.client(3000);
    const ask = (): void => {
      for (let i = 0; i < 40; i++) client.send({ method: 'GET', path: '/', headers: {} }, () => undefined);
      while (machine.turn());
    };
    server.startProfile();
    ask();
    const taken = server.stopProfile();
    ask();
    return { profile: taken, after: server.stopProfile() };
  } finally {
    machine.teardown();
  }
}

const taken = await profile();

test('the function that does the work has most of the samples, with its place', () => {
  const [hottest] = hotFunctions(taken.profile);
  expect(hottest?.frame).toEqual({ name: 'checksum', file: 'main.ts', line: 2 });
  expect(hottest?.self).toBeGreaterThan(taken.profile.samples * 0.6);
});

test('a flame graph nests what was called in what called it, and loses no sample', () => {
  const roots = flameGraph(taken.profile);
  expect(roots.reduce((sum, { total }) => sum + total, 0)).toBe(taken.profile.samples);
  const find = (nodes: ReturnType<typeof flameGraph>, name: string): ReturnType<typeof flameGraph>[number] | undefined => {
    for (const node of nodes) {
      const found = node.frame.name === name ? node : find(node.children, name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  expect(find(find(roots, 'handler')?.children ?? [], 'checksum')?.self).toBeGreaterThan(0);
});

test('the same run gives the same profile', async () => {
  expect((await profile()).profile).toEqual(taken.profile);
});

test('nothing is sampled once it is off', () => {
  expect(taken.after).toEqual({ samples: 0, stacks: [] });
});

test('a pprof file holds every sample and the names of functions', () => {
  const decoded = Profile.decode(gunzipSync(toPprof(taken.profile)));
  expect(decoded.sample.reduce((sum, { value }) => sum + Number(value[0]), 0)).toBe(taken.profile.samples);
  expect(decoded.stringTable.strings).toContain('checksum');
});

test('a speedscope file weighs its samples as the profile does', () => {
  const { profiles, shared } = JSON.parse(toSpeedscope(taken.profile, 'orders')) as {
    profiles: [{ type: string; endValue: number; weights: number[]; samples: number[][] }];
    shared: { frames: { name: string }[] };
  };
  expect(profiles[0].type).toBe('sampled');
  expect(profiles[0].weights.reduce((sum, weight) => sum + weight, 0)).toBe(profiles[0].endValue);
  expect(profiles[0].samples.flat().every((frame) => frame < shared.frames.length)).toBe(true);
});

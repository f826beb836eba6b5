import { expect, test } from 'vitest';
import { CHECKS, FILES, LAB, MANIFEST, serverThat } from '../fixtures/fake-lab.ts';
import { createFakeSandbox, type FakeServer } from '../fixtures/fake-sandbox.ts';
import type { CheckResult } from './verdict.ts';
import { type LabToVerify, verify } from './verify.ts';

const DOWN = { kind: 'disk-full' } as const;
const POOLED: LabToVerify = {
  ...LAB,
  manifest: {
    ...MANIFEST,
    bounds: { pools: { lease: 10, permit: 1 } },
    faults: { 'disk full': DOWN },
    checks: [...MANIFEST.checks, 'pools', 'releases', 'handles-fault'],
  },
};

async function check(id: string, server: FakeServer, lab = POOLED): Promise<CheckResult | undefined> {
  return (await verify(lab, FILES, createFakeSandbox(server))).checks.find((each) => each.id === id);
}

test('pools finds leases that were lost while the server warmed up', async () => {
  let lent = 0;
  const result = await check(
    'pools',
    serverThat((_request, process) => void (lent++ < 10 && process.open('lease', 'src/checkout.ts:8'))),
  );
  expect(result).toMatchObject({ status: 'fail', sentence: '10 of 10 lease were still on loan when it was quiet, taken at src/checkout.ts:8.' });
});

test('pools finds more on loan at once than the pool has', async () => {
  const result = await check(
    'pools',
    serverThat((_request, process) => {
      for (const id of Array.from({ length: 11 }, () => process.open('lease'))) process.close(id);
    }),
  );
  expect(result?.sentence).toBe('11 lease were on loan at once; the pool has 10.');
});

test('pools passes what is borrowed and given back', async () => {
  const result = await check(
    'pools',
    serverThat((_request, process) => process.close(process.open('permit'))),
  );
  expect(result).toMatchObject({ status: 'pass', sentence: 'When it is quiet nothing is on loan: lease, permit.' });
});

test('releases counts reports that cannot be', async () => {
  expect(await check('releases', serverThat())).toMatchObject({ status: 'pass' });
  let sent = 0;
  const result = await check(
    'releases',
    serverThat((_request, process) => void (sent++ < 3 && process.misuse('closed twice'))),
  );
  expect(result?.sentence).toBe('3 reports of handles cannot be: closed twice (3).');
});

test('requests during a fault are sent in a batch of their own, while it is on', async () => {
  const seen: boolean[] = [];
  const lab = {
    ...POOLED,
    checks: {
      ...CHECKS,
      shapes: [
        ...CHECKS.shapes,
        { name: 'bad, disk full', role: 'failing' as const, during: 'disk full', request: { method: 'GET', path: '/full' }, expect: { status: 200, json: {} } },
      ],
    },
  };
  const server: FakeServer = {
    answer(request, process) {
      if (request.path === '/full') {
        seen.push(process.faults.has(DOWN));
        process.open('fd', 'src/full.ts:3');
      } else if (process.faults.size > 0) throw new Error('another request saw the fault');
      return { status: 200, json: {} };
    },
  };
  const result = await check('handles-fault', server, lab);
  expect([seen.length, new Set(seen)]).toEqual([100, new Set([true])]);
  expect(result?.sentence).toBe('+1.00 fd per disturbed request, opened at src/full.ts:3.');
});

test('verify() names a fault that lab.json does not have', async () => {
  const shapes = CHECKS.shapes.map((shape) => ({ ...shape }));
  const lab = {
    ...LAB,
    checks: {
      ...CHECKS,
      shapes: [...shapes, { name: 'x', role: 'good' as const, during: 'flood', request: { method: 'GET', path: '/' }, expect: { status: 200 } }],
    },
  };
  await expect(check('boot', serverThat(), lab)).rejects.toThrow('checks.ts sends requests during "flood", which is not among the faults of its lab.json');
});

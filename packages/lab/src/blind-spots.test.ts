import { expect, test } from 'vitest';
import { FILES, LAB, serverThat } from '../fixtures/fake-lab.ts';
import { createFakeSandbox, type FakeServer } from '../fixtures/fake-sandbox.ts';
import type { BlindSpot } from './sandbox.ts';
import { verify } from './verify.ts';

async function statusesOn(server: FakeServer, spots: readonly BlindSpot[]) {
  const verdict = await verify(LAB, FILES, { ...createFakeSandbox(server, 'noisy'), blindSpots: () => spots });
  return { verdict, statuses: Object.fromEntries(verdict.checks.map(({ id, status }) => [id, status])) };
}

test('where garbage cannot be collected the heap is inconclusive, with the reason, and everything else is judged', async () => {
  const { verdict, statuses } = await statusesOn(serverThat(), [{ sense: 'heap', finding: { key: 'blind.gc', params: {} } }]);
  expect(verdict.status).toBe('inconclusive');
  expect(verdict.checks.find(({ id }) => id === 'heap')?.sentence).toBe(
    'Inconclusive: garbage cannot be collected on demand here, so nothing can be said of what is retained.',
  );
  expect({ ...statuses, heap: 'pass' }).toEqual(Object.fromEntries(verdict.checks.map(({ id }) => [id, 'pass'])));
});

test('where handles are counted in part a leak that is seen fails, and none that is seen is no pass', async () => {
  const spots: BlindSpot[] = [{ sense: 'handles', finding: { key: 'blind.handles', params: { kinds: 'timer' } } }];
  const leaking = serverThat(({ path }, process) => void (path === '/early' && process.open('fd', 'src/a.ts:1')));
  const { statuses } = await statusesOn(leaking, spots);
  expect(statuses).toMatchObject({ 'handles-early-return': 'fail', 'handles-failing': 'inconclusive', peak: 'inconclusive', neighbour: 'pass' });
});

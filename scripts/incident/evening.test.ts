import { expect, test } from 'vitest';
import { EVENING_RECORD } from '../../src/content/incident/evening.ts';
import { runEvening } from './evening.ts';
import { EVENING } from './plan.ts';
import { beginningOf, toText } from './record-text.ts';

const MINUTE = 60_000;

test('the committed evening begins, to the byte, as the engine runs it today', { timeout: 5 * MINUTE }, async () => {
  const minutes = 12;
  expect(toText(await runEvening(EVENING, { minutes }))).toBe(toText(beginningOf(EVENING_RECORD, minutes)));
});

test('the machine enforces its limits: a full descriptor table, a page, a restart, death by memory, a rollback that answers 422', {
  timeout: 5 * MINUTE,
}, async () => {
  const first = { ...EVENING.first, openFiles: 48 };
  const raised = { ...EVENING.raised, poolMax: 20 };
  const { columns, events } = await runEvening({ ...EVENING, minutes: 22, deployAt: 1, memoryMb: 7, first, reactionMinutes: 1, rollbackMinutes: 1, raised });
  const kinds = events.map(({ kind }) => kind);
  expect(kinds.slice(0, 1)).toEqual(['deploy']);
  for (const kind of ['page', 'restart', 'raise', 'oom', 'rollback']) expect(kinds).toContain(kind);
  const untilRaised = columns.descriptors.slice(0, Math.floor((events.find(({ kind }) => kind === 'raise')?.at ?? 0) / 60));
  const most = Math.max(...untilRaised.map((count) => count ?? 0));
  expect(most).toBeGreaterThan(40);
  expect(most).toBeLessThanOrEqual(first.openFiles);
  expect(events.find(({ kind }) => kind === 'oom')).toMatchObject({ exitCode: 134 });
  expect(columns.client.at(-1)).toBeGreaterThan(0);
  expect(columns.descriptors.at(-1)).toBeLessThan(12);
});

// npm run incident: runs the evening of the incident on the engine and writes down what was measured.
// Usage: npm run incident -- [--check] [--minutes N]; --check compares with what is committed, and writes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runEvening } from './incident/evening.ts';
import { EVENING } from './incident/plan.ts';
import { beginningOf, toText } from './incident/record-text.ts';
import type { EveningRecord } from '../src/content/incident/evening-record.ts';

const FILE = fileURLToPath(new URL('../src/content/incident/evening.json', import.meta.url));

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, minutes: { type: 'string', default: String(EVENING.minutes) } },
});
const minutes = Number(options.minutes);
if (!options.check && minutes !== EVENING.minutes) throw new RangeError('A part of the evening can be checked, not written: add --check');
const startedMs = performance.now();
const record = await runEvening(EVENING, {
  minutes,
  onMinute: (minute) => {
    if (minute % 10 === 0) console.log(`${minute} of ${minutes} minutes in ${Math.round((performance.now() - startedMs) / 1000)} s`);
  },
});
if (!options.check) writeFileSync(FILE, toText(record));
else {
  const committed = JSON.parse(readFileSync(FILE, 'utf8')) as EveningRecord;
  const same = toText(record) === toText(beginningOf(committed, minutes));
  console.log(same ? `the first ${minutes} minutes are as committed, to the byte` : 'the run differs from what is committed: npm run incident writes it anew');
  if (!same) process.exitCode = 1;
}

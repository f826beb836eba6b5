import { COLUMNS, type ColumnName, type EveningRecord } from '../../src/content/incident/evening-record.ts';

/** The record as it is committed: one line a column, one line an event. */
export function toText({ columns, events, ...head }: EveningRecord): string {
  const named = COLUMNS.map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(columns[name])}`);
  const told = events.map((event) => `    ${JSON.stringify(event)}`);
  const first = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${first.join(',\n')},\n  "columns": {\n${named.join(',\n')}\n  },\n  "events": [\n${told.join(',\n')}\n  ]\n}\n`;
}

/** The record as it would be had it ended after so many minutes. */
export function beginningOf(record: EveningRecord, minutes: number): EveningRecord {
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, record.columns[name].slice(0, minutes)])) as Record<ColumnName, (number | null)[]>;
  return { ...record, columns, events: record.events.filter(({ at }) => at <= minutes * 60) };
}

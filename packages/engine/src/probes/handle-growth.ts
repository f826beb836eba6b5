import type { HandleRecord } from './read-handles.ts';

/** Handles of one kind that were opened at one place. */
export interface HandleGroup {
  readonly kind: HandleRecord['kind'];
  /** The program's line that opened them; absent when nothing of the program was on the stack. */
  readonly at?: HandleRecord['at'];
  readonly count: number;
  /** Of the oldest. */
  readonly label: string;
  readonly ids: readonly number[];
}

/** Handles opened between two readings of a process and still open at the second, grouped by kind and creation site, the largest group first. */
export function handleGrowth(before: readonly HandleRecord[], after: readonly HandleRecord[]): HandleGroup[] {
  // Ids are never used twice: what was open before is known by them.
  const known = new Set(before.map(({ id }) => id));
  const groups = new Map<string, { kind: HandleRecord['kind']; at: HandleRecord['at']; label: string; ids: number[] }>();
  for (const { id, kind, label, at } of after) {
    if (known.has(id)) continue;
    const key = `${kind} ${at === undefined ? label : `${at.file}:${at.line}:${at.column}`}`;
    const group = groups.get(key) ?? { kind, at, label, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ kind, at, label, ids }) => ({ kind, ...(at && { at }), count: ids.length, label, ids }))
    .sort((a, b) => b.count - a.count || (a.ids[0] as number) - (b.ids[0] as number));
}

import type { HandleReading } from '@unhandled/lab';
import type { HandleGroup } from './protocol.ts';

/** Handles by kind and by the line that opened them, the most first. */
export function groupHandles(handles: readonly HandleReading[]): HandleGroup[] {
  const groups = new Map<
    string,
    { key: string; kind: string; at?: HandleReading['at']; count: number; oldestMs: number; label: string; requests: Map<string, number> }
  >();
  for (const { kind, at, openedAtMs, label, request } of handles) {
    const key = at === undefined ? kind : `${kind} ${at.file}:${at.line}`;
    const group = groups.get(key) ?? { key, kind, at, count: 0, oldestMs: openedAtMs, label, requests: new Map<string, number>() };
    groups.set(key, group);
    group.count++;
    group.oldestMs = Math.min(group.oldestMs, openedAtMs);
    if (request === undefined) continue;
    const text = `${request.method} ${request.url}`;
    group.requests.set(text, (group.requests.get(text) ?? 0) + 1);
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ at, requests, ...group }) => ({
      ...group,
      ...(at && { at }),
      requests: [...requests].sort((a, b) => b[1] - a[1]).map(([text]) => text),
    }));
}

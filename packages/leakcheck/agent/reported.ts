import diagnosticsChannel from 'node:diagnostics_channel';
import type { OpenHandles } from './open-handles.ts';

/** Kinds that a program may report. The others are the agent's to count. */
const KINDS: ReadonlySet<unknown> = new Set(['lease', 'permit', 'operation', 'listener', 'stream']);

/** Listens to what only the program knows of, and counts the reports that cannot be, by what is wrong with them. */
export function watchReported(handles: OpenHandles): Readonly<Record<string, number>> {
  const misuses: Record<string, number> = {};
  const wrong = (what: string) => {
    misuses[what] = (misuses[what] ?? 0) + 1;
  };
  const seen = new WeakSet();
  diagnosticsChannel.subscribe('leakcheck:open', (message) => {
    const { kind, token, label } = (message ?? {}) as Record<string, unknown>;
    if (!KINDS.has(kind) || !isToken(token)) return wrong('malformed');
    if (handles.get(token) !== undefined) return wrong('opened twice');
    seen.add(token);
    handles.open(token, kind as string, typeof label === 'string' ? label : '');
  });
  diagnosticsChannel.subscribe('leakcheck:close', (message) => {
    const { token } = (message ?? {}) as Record<string, unknown>;
    if (!isToken(token)) return wrong('malformed');
    if (!handles.close(token)) wrong(seen.has(token) ? 'closed twice' : 'never opened');
  });
  return misuses;
}

function isToken(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

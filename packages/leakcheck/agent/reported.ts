import diagnosticsChannel from 'node:diagnostics_channel';
import type { OpenHandles } from './open-handles.ts';

/** Kinds that a program may report. The others are the agent's to count. */
const KINDS: ReadonlySet<unknown> = new Set(['lease', 'permit', 'operation', 'listener', 'stream']);

/** Listens to what only the program knows of until stopped, and counts the reports that cannot be, by what is wrong with them. */
export function watchReported(handles: OpenHandles): { readonly misuses: Readonly<Record<string, number>>; readonly stop: () => void } {
  const misuses: Record<string, number> = {};
  const wrong = (what: string) => {
    misuses[what] = (misuses[what] ?? 0) + 1;
  };
  const seen = new WeakSet();
  const opened = (message: unknown) => {
    const { kind, token, label } = (message ?? {}) as Record<string, unknown>;
    if (!KINDS.has(kind) || !isToken(token)) return wrong('malformed');
    if (handles.get(token) !== undefined) return wrong('opened twice');
    seen.add(token);
    handles.open(token, kind as string, typeof label === 'string' ? label : '');
  };
  const closed = (message: unknown) => {
    const { token } = (message ?? {}) as Record<string, unknown>;
    if (!isToken(token)) return wrong('malformed');
    if (!handles.close(token)) wrong(seen.has(token) ? 'closed twice' : 'never opened');
  };
  diagnosticsChannel.subscribe('leakcheck:open', opened);
  diagnosticsChannel.subscribe('leakcheck:close', closed);
  const stop = () => {
    diagnosticsChannel.unsubscribe('leakcheck:open', opened);
    diagnosticsChannel.unsubscribe('leakcheck:close', closed);
  };
  return { misuses, stop };
}

function isToken(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

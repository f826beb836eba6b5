import diagnosticsChannel from '../node/diagnostics-channel.ts';
import { stackHere } from './error-stack.ts';
import { sys } from './sys.ts';

/** Kinds that a program may report. The others are the machine's to count. */
const KINDS: ReadonlySet<unknown> = new Set(['lease', 'permit', 'operation', 'listener', 'stream']);
const MAX_LABEL = 200;

/** Handle ids by token; negated once closed. Weak: a token that nobody holds any more is collected, and its row stays open. */
const ids = new WeakMap<object, number>();

interface Report {
  readonly kind?: unknown;
  readonly token?: unknown;
  readonly label?: unknown;
}

function isToken(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** With the async functions that wait: whoever reports a lease is seldom the one who asked for it. */
function openerStack(): string {
  const stack = stackHere();
  return stack === '' ? '' : stack + sys.asyncFrames();
}

/** A program opens what only it knows of: `{ kind, token, label }`. */
function onOpen(message: unknown): void {
  const { kind, token, label } = (message ?? {}) as Report;
  if (!KINDS.has(kind) || !isToken(token)) return sys.handleMisuse('malformed');
  if ((ids.get(token) ?? 0) > 0) return sys.handleMisuse('opened twice');
  ids.set(token, sys.handleOpen(kind as string, typeof label === 'string' ? label.slice(0, MAX_LABEL) : '', openerStack()));
}

/** ... and gives it back: `{ token }`. */
function onClose(message: unknown): void {
  const { token } = (message ?? {}) as Report;
  if (!isToken(token)) return sys.handleMisuse('malformed');
  const id = ids.get(token);
  if (id === undefined) return sys.handleMisuse('never opened');
  if (id < 0) return sys.handleMisuse('closed twice');
  ids.set(token, -id);
  sys.handleClose(id);
}

// As the leakcheck agent does on real Node.
diagnosticsChannel.subscribe('leakcheck:open', onOpen);
diagnosticsChannel.subscribe('leakcheck:close', onClose);

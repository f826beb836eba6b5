import { emitWarning } from './process-warnings.ts';

/** What node:fs warns of, each once. */
const warned = new Set<string>();

function warnOnce(message: string, type?: string, code?: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  emitWarning(message, type, code);
}

/** Of an argument of exists() that can be no path. */
export function warnOfNoPath(path: unknown): void {
  const isUrl = typeof (path as { href?: unknown } | null | undefined)?.href === 'string';
  if (typeof path === 'string' || path instanceof Uint8Array || isUrl) return;
  warnOnce('Passing invalid argument types to fs.existsSync is deprecated', 'DeprecationWarning', 'DEP0187');
}

export function warnOfTemplate(prefix: string): void {
  if (prefix.endsWith('X')) warnOnce('mkdtemp() templates ending with X are not portable. For details see: https://nodejs.org/api/fs.html');
}

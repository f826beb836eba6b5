/** How bad a line is, as log libraries grade it; 'other' where it does not say. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'other';

export const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'other'];

/** pino's numbers: each stands for itself and what lies above it. */
const PINO: readonly (readonly [number, LogLevel])[] = [
  [50, 'error'],
  [40, 'warn'],
  [30, 'info'],
  [0, 'debug'],
];
const WORDS: Readonly<Record<string, LogLevel>> = {
  trace: 'debug',
  debug: 'debug',
  verbose: 'debug',
  info: 'info',
  notice: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
  critical: 'error',
  fatal: 'error',
};

/** The level of a structured line: `level` or `severity`, as a word or as pino's number. What else is on stderr is an error. */
export function levelOf(text: string, stream: 'stdout' | 'stderr'): LogLevel {
  const level = text.startsWith('{') ? /"(?:level|severity)"\s*:\s*(?:"(\w+)"|(\d+))/.exec(text) : null;
  if (level?.[1] !== undefined) return WORDS[level[1].toLowerCase()] ?? 'other';
  if (level?.[2] !== undefined) return PINO.find(([least]) => Number(level[2]) >= least)?.[1] ?? 'other';
  return stream === 'stderr' ? 'error' : 'other';
}

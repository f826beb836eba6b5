import type { Exit } from '../src/sandbox.ts';

/** How a process ended. @param output the end of what it wrote on stderr, or on all there is */
export function toExit(code: number | null, wasKilled: boolean, output: string): Exit {
  const lastWords = /^(?:\w*Error|FATAL ERROR)\b.*$/m.exec(output)?.[0] ?? output.trim();
  if (lastWords.includes('heap out of memory')) return { code: code ?? 134, reason: 'out-of-memory', lastWords };
  if (wasKilled) return { code: 137, reason: 'killed', lastWords };
  return { code: code ?? 1, reason: lastWords === '' || code === 0 ? 'exit' : 'uncaught', lastWords: code === 0 ? '' : lastWords };
}

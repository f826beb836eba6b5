import { EXIT_CODE } from './exit.ts';

/** The stack of an error begins with its message; that of an interrupted loop does not. */
export function wordsWithStack(words: string, stack: string): string {
  if (stack === '' || stack.startsWith(words)) return stack || words;
  return `${words}\n${stack}`;
}

/** Exit codes and last words of a process that did not end by itself. */
export const STOPPED = {
  stalled: {
    code: EXIT_CODE.killed,
    text: (seconds: number) => `The event loop did not turn for ${seconds} s. A real server would hang here for ever; this one was stopped.`,
  },
  'out-of-memory': { code: EXIT_CODE.outOfMemory, text: () => 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory' },
  killed: { code: EXIT_CODE.killed, text: () => 'Killed' },
} as const;

import type { Limits } from '../src/sandbox.ts';

const MEGABYTE = 1024 * 1024;
/** A process whose heap is measured may leak for 34 rounds. */
const HEAP_ONLY_MEGABYTES = 1024;
/**
 * Where only the heap is read: nothing compiled later than at first use, no feedback that comes later. Code that V8
 * compiles as it warms up is on the heap, and arrives for a dozen rounds.
 */
const QUIET_V8 = ['--no-opt', '--no-maglev', '--no-sparkplug', '--no-lazy-feedback-allocation', '--no-flush-bytecode'];

/** Flags of `node` for a process with the agent in it. */
export function nodeFlags(agent: string, { memoryBytes }: Limits, heapOnly: boolean): string[] {
  const megabytes = heapOnly ? HEAP_ONLY_MEGABYTES : Math.round(memoryBytes / MEGABYTE);
  return ['--expose-gc', ...(heapOnly ? QUIET_V8 : []), `--max-old-space-size=${megabytes}`, '--import', agent];
}

/** What the agent is to watch, as it reads it from its environment. */
export function agentEnvironment(heapOnly: boolean): { readonly LEAKCHECK_AGENT: 'heap' | 'all' } {
  return { LEAKCHECK_AGENT: heapOnly ? 'heap' : 'all' };
}

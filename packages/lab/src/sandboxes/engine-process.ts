import type { Machine, Process } from '@unhandled/engine';
import type { Exit, Program, SourcePosition } from '../sandbox.ts';

/** Starts the program on the machine, with the limits and the environment that a server gets. */
export function spawn(machine: Machine, { entry, env, port, limits }: Program, attributeRequests = false): Promise<Process> {
  return machine.spawn('node', [entry], {
    env: { PORT: String(port), NODE_ENV: 'production', ...env },
    openFiles: limits.openFiles,
    memoryBytes: limits.memoryBytes,
    attributeRequests,
  });
}

/** How the process ended, and where in the learner's files; undefined while it runs. */
export function exitOf(process: Process): Exit | undefined {
  const { ended } = process;
  if (ended === undefined) return undefined;
  const at = process.exitPosition();
  const { code, reason, lastWords } = ended;
  return { code, reason, lastWords, ...(at && { at: at satisfies SourcePosition }) };
}

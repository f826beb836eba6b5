import type { AgentGlance, AgentReading } from '../../leakcheck/agent/messages.ts';
import type { Exit, HandleReading, Limits, Reading } from '../src/sandbox.ts';

/** What the agent told, as a reading; undefined is what a process that ended tells. */
export function toReading(reading: AgentReading | undefined, { bootId, exit, limits }: { bootId: string; exit: Exit | undefined; limits: Limits }): Reading {
  return {
    atMs: performance.now(),
    bootId,
    alive: exit === undefined,
    ...(exit && { exit }),
    handles: reading?.handles.map(toHandle) ?? [],
    peaks: reading?.peaks ?? {},
    heapBytes: reading?.heapBytes ?? 0,
    swallowedUncaught: reading?.swallowedUncaught ?? 0,
    handleMisuses: reading?.misuses ?? {},
    // Where the system does not tell which limit is in force, the one that was asked for.
    limits: { openFiles: reading?.openFilesLimit || limits.openFiles, memoryBytes: limits.memoryBytes },
  };
}

function toHandle({ id, kind, label, openedAtMs, frames }: AgentGlance['handles'][number]): HandleReading {
  const [at] = frames;
  return { id, kind, label, openedAtMs, ...(at && { at, frames: frames.map((frame) => ({ ...frame, isAsync: false })) }) };
}

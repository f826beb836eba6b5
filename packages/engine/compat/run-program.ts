import type { EngineAssets } from '../src/index.ts';
import { Machine } from '../src/index.ts';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | undefined;
  /** Handles open at the end, as `kind label`. */
  readonly handles: readonly string[];
}

/** A program that does not end by itself within this many turns of the loop is reported as still running. */
const MAX_TURNS = 200_000;

/** Runs one file in a machine with a virtual clock until the process ends or nothing is left to wait for. */
export async function runProgram(assets: EngineAssets, file: string, source: string): Promise<Outcome> {
  const machine = await Machine.boot({ assets, clock: 'virtual' });
  try {
    await machine.mount({ [file]: { file: { contents: source } } });
    const program = await machine.spawn('node', [file]);
    const written = { stdout: '', stderr: '' };
    program.onOutput((stream, text) => {
      written[stream] += text;
    });
    for (let turns = 0; turns < MAX_TURNS && program.ended === undefined; turns++) {
      if (machine.turn()) continue;
      const next = machine.nextTimerMs();
      if (next === undefined) break;
      machine.jumpTo(next);
    }
    return { ...written, code: program.ended?.code, handles: program.handles().map(({ kind, label }) => `${kind} ${label}`) };
  } finally {
    machine.teardown();
  }
}

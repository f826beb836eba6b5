import { readAssetsFor } from '../../../scripts/engine-assets.ts';
import { Machine } from '../src/index.ts';

/** Runs a program with these packages on a virtual clock, in a machine that `prepare` puts services into. Returns its lines. */
export async function linesWith(packages: readonly string[], source: string, prepare: (machine: Machine) => void): Promise<string[]> {
  const machine = await Machine.boot({ assets: await readAssetsFor(packages), clock: 'virtual' });
  let written = '';
  try {
    prepare(machine);
    await machine.mount({ 'main.mjs': { file: { contents: source } } });
    const child = await machine.spawn('node', ['main.mjs'], { onOutput: (_stream, text) => void (written += text) });
    while (child.ended === undefined) {
      if (machine.turn() || (await machine.settle())) continue;
      const next = machine.nextTimerMs();
      if (next === undefined) throw new Error(`The program waits for nothing that could come. It wrote:\n${written}`);
      machine.jumpTo(next);
    }
    return written.trimEnd().split('\n');
  } finally {
    machine.teardown();
  }
}

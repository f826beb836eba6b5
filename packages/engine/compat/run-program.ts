import type { EngineAssets, FileTree, Process } from '../src/index.ts';
import { Machine } from '../src/index.ts';
import { type Outcome, RUN_LIMITS, type RunLimits, STOPPED } from './outcome.ts';
import type { Program } from './program.ts';

export interface EngineRun extends RunLimits {
  /** 'virtual' jumps from timer to timer; 'real' waits, for programs that watch the clock while they compute. */
  readonly clock: 'virtual' | 'real';
  /** As of MachineOptions. */
  readonly stallMs?: number;
}

/** Runs one program in a machine of its own until it ends, waits in vain or reaches a limit. */
export async function runInEngine(assets: EngineAssets, program: Program, run: EngineRun = { ...RUN_LIMITS, clock: 'virtual' }): Promise<Outcome> {
  const machine = await Machine.boot({ assets, clock: run.clock, ...(run.stallMs !== undefined && { stallMs: run.stallMs }) });
  const written = { stdout: '', stderr: '' };
  const unsupported: string[] = [];
  machine.on('unsupported', (what) => unsupported.push(what));
  try {
    await machine.mount(treeOf(program.files));
    const { wishes } = program;
    let tooMuch = false;
    const child = await machine.spawn('node', [...(wishes.flags ?? []), program.main, ...(wishes.args ?? [])], {
      env: { ...wishes.env },
      ...(wishes.stdin !== undefined && { stdin: wishes.stdin }),
      onOutput(stream, text) {
        if (tooMuch) return;
        written[stream] += text;
        tooMuch = written.stdout.length + written.stderr.length > run.outputChars;
      },
    });
    const stopped = await (run.clock === 'virtual' ? driveVirtual : waitReal)(machine, child, run, () => tooMuch);
    const handles = child.handles().map(({ kind, label }) => `${kind} ${label}`);
    return { ...written, code: stopped === undefined ? child.ended?.code : undefined, ...(stopped === undefined ? {} : { stopped }), handles, unsupported };
  } finally {
    machine.teardown();
  }
}

/** The same for one file whose source is at hand. */
export function runProgram(assets: EngineAssets, file: string, source: string, run?: EngineRun): Promise<Outcome> {
  return runInEngine(assets, { name: file, main: file, files: { [file]: new TextEncoder().encode(source) }, wishes: {} }, run);
}

type Drive = (machine: Machine, child: Process, run: EngineRun, tooMuch: () => boolean) => Promise<string | undefined>;

const driveVirtual: Drive = async (machine, child, run, tooMuch) => {
  const end = performance.now() + run.wallMs;
  while (child.ended === undefined) {
    if (tooMuch()) return STOPPED.output;
    if (performance.now() > end) return STOPPED.time;
    if (machine.turn() || (await machine.settle())) continue;
    const next = machine.nextTimerMs();
    if (next === undefined) return STOPPED.waiting;
    machine.jumpTo(next);
  }
  return whyStopped(child, tooMuch);
};

const waitReal: Drive = async (_machine, child, run, tooMuch) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(STOPPED.time), run.wallMs);
  });
  const stopped = await Promise.race([child.exit.then(() => undefined), late]);
  clearTimeout(timer);
  return stopped ?? whyStopped(child, tooMuch);
};

/** The watchdog ends a loop that native Node would run for ever: stopped, too. */
function whyStopped(child: Process, tooMuch: () => boolean): string | undefined {
  if (tooMuch()) return STOPPED.output;
  return child.ended?.reason === 'stalled' ? STOPPED.time : undefined;
}

function treeOf(files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): FileTree {
  const root: Record<string, unknown> = {};
  for (const [path, contents] of Object.entries(files)) {
    let folder = root;
    const parts = path.split('/');
    for (const part of parts.slice(0, -1)) {
      const below = (folder[part] ??= { directory: {} }) as { directory: Record<string, unknown> };
      folder = below.directory;
    }
    folder[parts.at(-1) as string] = { file: { contents } };
  }
  return root as FileTree;
}

import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../scripts/engine-assets.ts';
import { Machine, type Process } from '../src/index.ts';
import { readHostilePrograms } from './read-programs.ts';

const assets = await readEngineAssets('node');

/** A program that goes on for ever is left alone after so many turns: it let others run that often. */
const TURNS = 500;
/** For those that must be stopped, so that the suite does not wait 1.5 s for each. */
const SHORT_STALL_MS = 120;
/** For those that must not: a machine that is busy with something else is no stall. */
const LONG_STALL_MS = 15_000;

const NEXT = "import fs from 'node:fs'; fs.writeFileSync('/app/next', 'ok'); setTimeout(() => console.log(fs.readFileSync('/app/next', 'utf8')), 5);";

function drive(machine: Machine, program: Process): void {
  for (let turns = 0; turns < TURNS && program.ended === undefined; turns++) {
    if (machine.turn()) continue;
    const next = machine.nextTimerMs();
    if (next === undefined) return;
    machine.jumpTo(next);
  }
}

async function runNext(machine: Machine): Promise<string> {
  let printed = '';
  await machine.fs.writeFile('/app/next.mjs', NEXT);
  const program = await machine.spawn('node', ['next.mjs'], {
    onOutput: (_stream, text) => {
      printed += text;
    },
  });
  drive(machine, program);
  return `${printed}${program.ended?.reason} ${program.ended?.code}`;
}

for (const { name, source, ends } of readHostilePrograms()) {
  test(`${name} ends honestly and leaves the machine working`, async () => {
    const stalls = ends.some((each) => each.startsWith('stalled'));
    const machine = await Machine.boot({ assets, clock: 'virtual', stallMs: stalls ? SHORT_STALL_MS : LONG_STALL_MS });
    let stdout = '';
    let stderrChars = 0;
    await machine.mount({ [name]: { file: { contents: source } } });
    const program = await machine.spawn('node', [name], {
      onOutput(stream, text) {
        if (stream === 'stderr') stderrChars += text.length;
        else stdout = (stdout + text).slice(-1000);
      },
    });
    drive(machine, program);

    const { ended } = program;
    const how = ended === undefined ? 'turns' : `${ended.reason} ${ended.code}`;
    expect(ends).toContain(how);
    // Exit 0 is claimed by those that came through; any other end is explained.
    if (how === 'exit 0') expect(stdout).toContain('survived');
    // SIGKILL has no last words.
    else if (ended !== undefined && ended.reason !== 'exit' && how !== 'killed 137')
      expect(`${ended.lastWords}${ended.stack}`.length + stderrChars).toBeGreaterThan(0);
    if (ended !== undefined) expect(program.handles()).toEqual([]);
    else if (machine.nextTimerMs() !== undefined) expect(program.handles().length).toBeGreaterThan(0);

    program.kill();
    expect(program.handles()).toEqual([]);
    await machine.fs.rm('/app', { recursive: true }).catch(() => undefined);
    await machine.fs.mkdir('/app', { recursive: true });
    expect(await runNext(machine)).toBe('ok\nexit 0');
    machine.teardown();
  });
}

// What a hostile program may not do: take the page's frames, or the next Run.
import { expect, test } from '@playwright/test';
import { readHostilePrograms } from '../packages/engine/hostile/read-programs.ts';
import { type EnginePage, openEnginePage } from '../scripts/engine-page.ts';

/** One of each kind; all of them run in the unit tests. */
const KINDS = [
  'loop-sync',
  'flood-microtasks',
  'flood-next-tick',
  'flood-timers-zero',
  'timers-one-million',
  'log-flood-endless',
  'log-flood-stderr-in-turns',
  'memory-arrays',
  'memory-buffers',
  'memory-in-turns',
  'regex-bomb',
  'recursion-json-stringify',
  'recursion-everywhere',
  'sockets-endless-echo',
  'uncaught-swallowed',
  'throwing-arguments',
];

/** The engine's own functions do not ask whether they may go on: only taking the worker away ends this. */
const ENDLESS_NATIVE_LOOP = 'const holes = [];\nholes.length = 2 ** 32 - 1;\nholes.sort();';

const LIMITS = { wallMs: 2500, outputChars: 8 * 1024 * 1024, clock: 'real' } as const;
const NO_PACKAGES = { image: 'node', bundles: [] };
/** What a person does not yet feel as waiting. How smooth the frames are is for a bench: here a second browser has the other core. */
const ON_TIME_MS = 100;

const programOf = (name: string, source: string) => ({ name, main: `${name}.mjs`, files: { [`${name}.mjs`]: new TextEncoder().encode(source) }, wishes: {} });

/** Gaps between frames, ms, while `during` runs. */
async function framesWhile(engine: EnginePage, during: () => Promise<unknown>): Promise<number[]> {
  await engine.page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    const frame = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if ('frameGaps' in globalThis) requestAnimationFrame(frame);
    };
    Object.assign(globalThis, { frameGaps: gaps });
    requestAnimationFrame(frame);
  });
  await during();
  return engine.page.evaluate(() => {
    const holder = globalThis as unknown as { frameGaps?: number[] };
    const gaps = holder.frameGaps ?? [];
    delete holder.frameGaps;
    return gaps;
  });
}

// One page for all of them: what is shown is that it lives on.
test.describe.configure({ mode: 'default' });
let engine: EnginePage;
test.beforeAll(async ({ browser }) => {
  engine = await openEnginePage(browser, ['node']);
});
test.afterAll(() => engine.close());

const hostile = readHostilePrograms().filter(({ name }) => KINDS.includes(name.replace('.mjs', '')));
const programs = [...hostile.map(({ name, source }) => programOf(name.replace('.mjs', ''), source)), programOf('endless-native-loop', ENDLESS_NATIVE_LOOP)];

test('every kind of hostile program has one here', () => {
  expect(hostile.length).toBe(KINDS.length);
});

for (const program of programs) {
  test(`${program.name} leaves the page its frames and the next Run its machine`, async () => {
    const gaps = (await framesWhile(engine, () => engine.run(0, NO_PACKAGES, program, LIMITS))).sort((a, b) => a - b);
    // A page that the program holds has one gap, as long as the run.
    if (gaps.length >= 10) expect(gaps[gaps.length >> 1]).toBeLessThan(ON_TIME_MS);
    expect(gaps.at(-1) ?? 0).toBeLessThan(LIMITS.wallMs / 2);

    const next = await engine.run(0, NO_PACKAGES, programOf('next', "setTimeout(() => console.log('fine'), 5);"), LIMITS);
    expect(next).toMatchObject({ stdout: 'fine\n', stderr: '', code: 0 });
  });
}

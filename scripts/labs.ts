// npm run labs -- check [slug...] [--runtime embedded|node] [--repeat n] [--minutes n] [--json]
// npm run labs -- new <slug>
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Verdict } from '../packages/lab/src/index.ts';
import { agree } from './agree-labs.ts';
import { isRuntime, RUNTIMES } from './lab-runtimes.ts';
import type { VariantReport } from './check-labs.ts';
import { checkRounds } from './check-rounds.ts';
import { enterEdition } from './edition/enter.mjs';
import { createLab, createLesson } from './new-lab.ts';
import { LABS, listLabs } from './read-lab.ts';

const USAGE = `Usage:
  npm run labs -- check [slug...] [--runtime embedded|node] [--json]   prove every variant of the labs
      --repeat <n>    so many rounds, all alike (1)
      --minutes <n>   begins no round after so long
      --once          runs each variant once where it would be held against a second run
  npm run labs -- agree [slug...] [--json]                        every variant's verdict on both runtimes, side by side
  npm run labs -- new <slug>                                      start a lab that already runs

Options:
  --labs <folder>   where the labs are (default: labs)

With CONTENT_DIR=<folder> in the environment, "new" makes a lab and its lesson in that folder, and the others see its labs, too.`;

/** 0 when all is as declared, 1 when some lab is not, 2 when the command makes no sense. */
process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        runtime: { type: 'string', default: 'embedded' },
        labs: { type: 'string', default: LABS },
        repeat: { type: 'string', default: '1' },
        minutes: { type: 'string' },
        once: { type: 'boolean', default: false },
        help: { type: 'boolean' },
      },
    });
    const [command, ...slugs] = positionals;
    const content = process.env['CONTENT_DIR'] || undefined;
    if (content !== undefined && command === 'new' && slugs.length === 1) {
      createLab(slugs[0] as string, join(resolve(content), 'labs'), { isOwn: true });
      createLesson(slugs[0] as string, resolve(content));
      return 0;
    }
    if (content !== undefined && (await enterEdition(fileURLToPath(import.meta.url)))) return Number(process.exitCode ?? 0);
    if (values.help) console.log(USAGE);
    else if (!isRuntime(values.runtime))
      throw new RangeError(`Cannot run labs on "${values.runtime}": this version has the runtimes ${Object.keys(RUNTIMES).join(', ')}`);
    else if (command === 'check') {
      const { labs, json = false, runtime } = values;
      const rounds = {
        repeat: countOf('repeat', values.repeat),
        once: values.once,
        ...(values.minutes !== undefined && { minutes: countOf('minutes', values.minutes) }),
      };
      return (await check(slugs, labs, json, runtime, rounds)) ? 0 : 1;
    } else if (command === 'agree') return (await agree(chosen(slugs, values.labs), values.labs, values.json === true)) ? 0 : 1;
    else if (command === 'new' && slugs.length === 1) createLab(slugs[0] as string, values.labs);
    else throw new RangeError(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    console.error(error.message);
    return 2;
  }
}

/** @throws {RangeError} for a lab that is not there. */
function chosen(wanted: readonly string[], folder: string): readonly string[] {
  const known = listLabs(folder);
  for (const slug of wanted) if (!known.includes(slug)) throw new RangeError(`There is no lab "${slug}": ${folder} holds ${known.join(', ') || 'none'}`);
  return wanted.length > 0 ? wanted : known;
}

/** @throws {RangeError} when it is no number of anything. */
function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!(count > 0)) throw new RangeError(`--${option} is "${text}": give it a number above 0`);
  return count;
}

async function check(
  wanted: readonly string[],
  folder: string,
  json: boolean,
  runtime: keyof typeof RUNTIMES,
  rounds: { readonly repeat: number; readonly minutes?: number; readonly once: boolean },
): Promise<boolean> {
  const slugs = chosen(wanted, folder);
  const { reports, ran } = await checkRounds(
    slugs,
    folder,
    RUNTIMES[runtime](),
    rounds,
    json ? {} : { onReport: print, ...(rounds.repeat > 1 && { onRound: printRound }) },
  );
  const bad = reports.filter(({ ok }) => !ok).length;
  if (json) {
    const labs = reports.map(({ notes, ...report }) => ({ ...report, ...(report.ok && report.inconclusive.length === 0 ? {} : { notes }) }));
    console.log(JSON.stringify({ runtime, rounds: ran, labs, ok: bad === 0 }, null, 2));
  } else {
    if (rounds.repeat > 1) console.log(`${ran} of ${rounds.repeat} rounds`);
    console.log(bad === 0 ? `${reports.length} variants, all as declared` : `${bad} of ${reports.length} variants are not as declared`);
  }
  return bad === 0;
}

function print({ slug, variant, ok, failed, notes }: VariantReport, verdict?: Verdict): void {
  const outcome = verdict === undefined ? 'cannot be checked' : failed.length === 0 ? 'passes' : `fails ${failed.join(', ')}`;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${slug} ${variant}: ${outcome}`);
  for (const { status, id, sentence } of verdict?.checks ?? []) if (status !== 'pass') console.log(`       ${status} ${id}: ${sentence}`);
  for (const note of notes) console.log(`       ${ok ? 'note' : '->'} ${note}`);
}

/** As soon as it is over: the log of a run that is cut off says how far it came. */
function printRound(round: number, reports: readonly VariantReport[]): void {
  const good = reports.filter(({ ok }) => ok).length;
  const open = reports.filter(({ inconclusive }) => inconclusive.length > 0).length;
  const minutes = Math.round(performance.now() / 60_000);
  console.log(`round ${round}: ${good} of ${reports.length} variants as declared, ${open} with an inconclusive check, after ${minutes} min`);
}

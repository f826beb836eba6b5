// npm run labs -- check [slug...] [--runtime embedded|node] [--json]
// npm run labs -- new <slug>
import { parseArgs } from 'node:util';
import type { Verdict } from '../packages/lab/src/index.ts';
import { agree } from './agree-labs.ts';
import { isRuntime, RUNTIMES } from './lab-runtimes.ts';
import { checkLabs, type VariantReport } from './check-labs.ts';
import { createLab } from './new-lab.ts';
import { LABS, listLabs } from './read-lab.ts';

const USAGE = `Usage:
  npm run labs -- check [slug...] [--runtime embedded|node] [--json]   prove every variant of the labs
  npm run labs -- agree [slug...] [--json]                        every variant's verdict on both runtimes, side by side
  npm run labs -- new <slug>                                      start a lab that already runs

Options:
  --labs <folder>   where the labs are (default: labs)`;

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
        help: { type: 'boolean' },
      },
    });
    const [command, ...slugs] = positionals;
    if (values.help) console.log(USAGE);
    else if (!isRuntime(values.runtime))
      throw new RangeError(`Cannot run labs on "${values.runtime}": this version has the runtimes ${Object.keys(RUNTIMES).join(', ')}`);
    else if (command === 'check') return (await check(slugs, values.labs, values.json === true, values.runtime)) ? 0 : 1;
    else if (command === 'agree') return (await agree(chosen(slugs, values.labs), values.labs, values.json === true)) ? 0 : 1;
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

async function check(wanted: readonly string[], folder: string, json: boolean, runtime: keyof typeof RUNTIMES): Promise<boolean> {
  const run = chosen(wanted, folder);
  const sandbox = RUNTIMES[runtime]();
  const reports = await checkLabs(run, folder, sandbox, json ? undefined : print);
  const bad = reports.filter(({ ok }) => !ok).length;
  if (json) {
    const labs = reports.map(({ notes, ...report }) => ({ ...report, ...(report.ok ? {} : { notes }) }));
    console.log(JSON.stringify({ runtime, labs, ok: bad === 0 }, null, 2));
  } else {
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

// npm run labs -- check [slug...] [--runtime embedded] [--json]
// npm run labs -- new <slug>
import { parseArgs } from 'node:util';
import type { Verdict } from '../packages/lab/src/index.ts';
import { createEngineSandbox } from '../packages/lab/src/sandboxes/engine.ts';
import { checkLabs, type VariantReport } from './check-labs.ts';
import { readAssetsFor } from './engine-assets.ts';
import { createLab } from './new-lab.ts';
import { startDatabase } from './pglite.ts';
import { LABS, listLabs } from './read-lab.ts';

const USAGE = `Usage:
  npm run labs -- check [slug...] [--runtime embedded] [--json]   prove every variant of the labs
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
    else if (values.runtime !== 'embedded') throw new RangeError(`Cannot run labs on "${values.runtime}": this version has the runtime "embedded"`);
    else if (command === 'check') return (await check(slugs, values.labs, values.json === true)) ? 0 : 1;
    else if (command === 'new' && slugs.length === 1) createLab(slugs[0] as string, values.labs);
    else throw new RangeError(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    console.error(error.message);
    return 2;
  }
}

async function check(wanted: readonly string[], folder: string, json: boolean): Promise<boolean> {
  const known = listLabs(folder);
  for (const slug of wanted) if (!known.includes(slug)) throw new RangeError(`There is no lab "${slug}": ${folder} holds ${known.join(', ') || 'none'}`);
  const sandbox = createEngineSandbox({ assets: readAssetsFor, database: startDatabase });
  const reports = await checkLabs(wanted.length > 0 ? wanted : known, folder, sandbox, json ? undefined : print);
  const bad = reports.filter(({ ok }) => !ok).length;
  if (json) {
    const labs = reports.map(({ notes, ...report }) => ({ ...report, ...(report.ok ? {} : { notes }) }));
    console.log(JSON.stringify({ labs, ok: bad === 0 }, null, 2));
  } else console.log(bad === 0 ? `${reports.length} variants, all as declared` : `${bad} of ${reports.length} variants are not as declared`);
  return bad === 0;
}

function print({ slug, variant, ok, failed, notes }: VariantReport, verdict?: Verdict): void {
  const outcome = verdict === undefined ? 'cannot be checked' : failed.length === 0 ? 'passes' : `fails ${failed.join(', ')}`;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${slug} ${variant}: ${outcome}`);
  for (const { status, id, sentence } of verdict?.checks ?? []) if (status !== 'pass') console.log(`       ${status} ${id}: ${sentence}`);
  for (const note of notes) console.log(`       ${ok ? 'note' : '->'} ${note}`);
}

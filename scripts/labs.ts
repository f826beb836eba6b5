// npm run labs -- check [slug...] [--runtime embedded] [--json]
// npm run labs -- new <slug>
import { parseArgs } from 'node:util';
import { filesOf, type Variant, variantsOf, type Verdict, verify } from '../packages/lab/src/index.ts';
import { createEngineSandbox } from '../packages/lab/src/sandboxes/engine.ts';
import { readEngineAssets } from './engine-assets.ts';
import { imageFor } from './image-names.ts';
import { createLab } from './new-lab.ts';
import { listLabs, type LoadedLab, readLab } from './read-lab.ts';

interface Row {
  readonly slug: string;
  readonly variant: Variant;
  readonly expected: readonly string[];
  readonly failed: readonly string[];
  readonly ok: boolean;
  readonly figures: Verdict['figures'];
}

const USAGE = `Usage:
  npm run labs -- check [slug...] [--runtime embedded] [--json]   prove every variant of the labs
  npm run labs -- new <slug>                                      start a lab that already runs`;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, runtime: { type: 'string', default: 'embedded' } } });
const [command, ...slugs] = positionals;

if (command === 'check') process.exitCode = (await check(slugs)) ? 0 : 1;
else if (command === 'new' && slugs[0] !== undefined) createLab(slugs[0]);
else {
  console.error(USAGE);
  process.exitCode = 2;
}

async function check(wanted: readonly string[]): Promise<boolean> {
  if (values.runtime !== 'embedded') throw new Error(`Cannot run labs on "${values.runtime}": this version has the runtime "embedded"`);
  const rows: Row[] = [];
  for (const slug of wanted.length > 0 ? wanted : listLabs()) {
    const lab = await readLab(slug);
    for (const variant of variantsOf(lab.source)) rows.push(await checkVariant(lab, variant));
  }
  const ok = rows.every((row) => row.ok);
  if (values.json) console.log(JSON.stringify({ labs: rows, ok }, null, 2));
  else console.log(ok ? `${rows.length} variants, all as declared` : `${rows.filter((row) => !row.ok).length} of ${rows.length} variants are not as declared`);
  return ok;
}

async function checkVariant({ source, checks }: LoadedLab, variant: Variant): Promise<Row> {
  const { slug, manifest } = source;
  const sandbox = createEngineSandbox({ assets: (packages) => readEngineAssets(imageFor(packages)) });
  const run = () => verify({ slug, manifest, checks }, filesOf(source, variant), sandbox);
  const verdict = await run();
  const again = await run();
  const expected = variant === 'solution' ? [] : (manifest.failsWith[variant] ?? []);
  const failed = verdict.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
  const asDeclared = failed.length === expected.length && failed.every((id) => expected.includes(id)) && (variant !== 'solution' || verdict.status === 'pass');
  const repeats = JSON.stringify(verdict) === JSON.stringify(again);
  const row: Row = { slug, variant, expected, failed, ok: asDeclared && repeats, figures: verdict.figures };
  if (!values.json) report(row, verdict, repeats);
  return row;
}

function report(row: Row, verdict: Verdict, repeats: boolean): void {
  console.log(`${row.ok ? 'ok  ' : 'FAIL'} ${row.slug} ${row.variant}: ${row.failed.length === 0 ? 'passes' : `fails ${row.failed.join(', ')}`}`);
  for (const { status, id, sentence } of verdict.checks) {
    const unexpected = status === 'fail' && !row.expected.includes(id);
    const missing = status !== 'fail' && row.expected.includes(id);
    if (status === 'fail' || missing || (status !== 'pass' && row.variant === 'solution')) console.log(`       ${status.padEnd(5)} ${id}: ${sentence}${unexpected ? '   <- not declared in lab.json' : missing ? '   <- declared to fail' : ''}`);
  }
  if (!repeats) console.log('       two runs gave different figures');
}

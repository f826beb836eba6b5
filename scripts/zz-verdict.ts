import { filesOf, verify } from '/work/main/packages/lab/src/index.ts';
import { readLab } from '/work/main/scripts/read-lab.ts';
import { RUNTIMES } from '/work/main/scripts/lab-runtimes.ts';
const [,, slug, ...variants] = process.argv;
const lab = await readLab(slug, '/work/main/labs');
for (const v of variants) {
  const verdict = await verify({ slug, manifest: lab.source.manifest, checks: lab.checks }, filesOf(lab.source, v as never), RUNTIMES.node());
  console.log(v, verdict.status);
  for (const c of verdict.checks) console.log('  ', c.status, c.id, c.status === 'pass' ? '' : JSON.stringify(c));
}
process.exit();

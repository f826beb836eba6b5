// Every variant of the labs on both runtimes: a verdict that only one of them gives could be that one's mistake.
import type { CheckStatus, Verdict } from '../packages/lab/src/index.ts';
import { checkLabs } from './check-labs.ts';
import { RUNTIMES } from './lab-runtimes.ts';

type Statuses = Readonly<Record<string, CheckStatus>>;

interface Row {
  readonly slug: string;
  readonly variant: string;
  readonly embedded: { readonly status: Verdict['status']; readonly checks: Statuses };
  readonly node: { readonly status: Verdict['status']; readonly checks: Statuses };
  /** Checks that fail on one and not on the other. */
  readonly disagree: readonly string[];
  /** Checks of which real Node says that it cannot tell. */
  readonly inconclusive: readonly string[];
}

/** Prints the table, and on stderr what is known so far, for it takes minutes; true when no check fails on one runtime alone. */
export async function agree(slugs: readonly string[], folder: string, json: boolean): Promise<boolean> {
  const embedded = await verdictsOf('embedded', slugs, folder);
  const node = await verdictsOf('node', slugs, folder);
  const rows = [...embedded].map(([key, verdict]) => rowOf(key, verdict, node.get(key)));
  const disagreements = rows.filter(({ disagree }) => disagree.length > 0).length;
  if (json) console.log(JSON.stringify({ variants: rows, disagreements }, null, 2));
  else {
    for (const { slug, variant, disagree, inconclusive, ...each } of rows) {
      const unclear = inconclusive.length === 0 ? '' : `, inconclusive on node: ${inconclusive.join(', ')}`;
      const verdict = disagree.length === 0 ? 'agree ' : 'DIFFER';
      console.log(`${verdict} ${slug} ${variant}: embedded ${each.embedded.status}, node ${each.node.status}${unclear} ${disagree.join(', ')}`.trimEnd());
    }
    console.log(`${rows.length} variants, ${disagreements} disagreements`);
  }
  return disagreements === 0;
}

async function verdictsOf(runtime: keyof typeof RUNTIMES, slugs: readonly string[], folder: string): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  await checkLabs(slugs, folder, RUNTIMES[runtime](), ({ slug, variant }, verdict) => {
    console.error(`${runtime} ${slug} ${variant}: ${verdict?.status ?? 'cannot be read'}`);
    if (verdict !== undefined) verdicts.set(`${slug} ${variant}`, verdict);
  });
  return verdicts;
}

function rowOf(key: string, embedded: Verdict, node: Verdict | undefined): Row {
  if (node === undefined) throw new Error(`Real Node gave no verdict on ${key}`);
  const [slug = '', variant = ''] = key.split(' ');
  const ours = statusesOf(embedded);
  const theirs = statusesOf(node);
  const disagree = Object.keys(ours).filter((id) => (ours[id] === 'fail') !== (theirs[id] === 'fail') && theirs[id] !== 'inconclusive');
  const inconclusive = Object.keys(theirs).filter((id) => theirs[id] === 'inconclusive');
  return { slug, variant, embedded: { status: embedded.status, checks: ours }, node: { status: node.status, checks: theirs }, disagree, inconclusive };
}

function statusesOf({ checks }: Verdict): Statuses {
  return Object.fromEntries(checks.map(({ id, status }) => [id, status]));
}

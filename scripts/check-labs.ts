// Proves labs: start fails what lab.json declares, the solution passes, each wrong fix is caught; twice, alike to the byte.
import { createHash } from 'node:crypto';
import {
  filesOf,
  type LabManifest,
  ManifestError,
  OverlayError,
  type Sandbox,
  type Variant,
  variantsOf,
  type Verdict,
  verify,
} from '../packages/lab/src/index.ts';
import { type LoadedLab, readLab } from './read-lab.ts';

/** What came of one variant of one lab; printed as it is by --json. */
export interface VariantReport {
  readonly slug: string;
  readonly variant: Variant;
  readonly expected: readonly string[];
  readonly failed: readonly string[];
  /** Checks of which a noisy sandbox says that it cannot tell. */
  readonly inconclusive: readonly string[];
  readonly ok: boolean;
  readonly figures: Verdict['figures'];
  /** Of the whole verdict: the same wherever the embedded engine runs. Absent when the lab could not be read. */
  readonly digest?: string;
  /** Why it is not ok, or what a finished lab still needs; one sentence each. */
  readonly notes: readonly string[];
}

/** A finished lab catches at least so many tempting mistakes. */
const WRONG_FIXES = 4;

/** A noisy sandbox's time is not the machine's, and its heaps are processes of their own: two variants fill two cores. */
const NOISY_AT_ONCE = 2;

/** @returns what tells two verdicts apart, from a verdict as JSON. */
export function digestOf(verdict: string): string {
  return createHash('sha256').update(verdict).digest('hex').slice(0, 16);
}

/**
 * Checks every variant of the labs. A lab that cannot be read is reported as its start, not ok.
 * @param onReport told of each variant as soon as it is known, with its verdict.
 * @param once each variant of an exact sandbox is run once, for somebody who holds its digest against another run's
 */
export async function checkLabs(
  slugs: readonly string[],
  folder: string,
  sandbox: Sandbox,
  onReport: (report: VariantReport, verdict?: Verdict) => void = () => {},
  once = false,
): Promise<VariantReport[]> {
  const reports: VariantReport[] = [];
  const variants: { readonly lab: LoadedLab; readonly variant: Variant }[] = [];
  const add = (report: VariantReport, verdict?: Verdict) => {
    reports.push(report);
    onReport(report, verdict);
  };
  for (const slug of slugs) {
    let lab: LoadedLab;
    try {
      lab = await readLab(slug, folder);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const hint = error instanceof ManifestError ? [error.hint] : [];
      const message = error instanceof ManifestError || error instanceof OverlayError ? error.message : `Cannot read lab "${slug}": ${error.message}`;
      add({ slug, variant: 'start', expected: [], failed: [], inconclusive: [], ok: false, figures: {}, notes: [message, ...hint] });
      continue;
    }
    variants.push(...variantsOf(lab.source).map((variant) => ({ lab, variant })));
  }
  const next = variants.values();
  const checkNext = async () => {
    for (const { lab, variant } of next) {
      const { report, verdict } = await checkVariant(lab, variant, sandbox, once);
      add(report, verdict);
    }
  };
  await Promise.all(Array.from({ length: sandbox.precision === 'noisy' ? NOISY_AT_ONCE : 1 }, checkNext));
  return reports;
}

/**
 * Holds a verdict against what lab.json declares of its variant.
 * @param inconclusive checks that a noisy sandbox may leave open; none where figures are exact
 * @returns ids of checks, and a sentence for each contradiction: none when all is as declared
 */
export function asDeclared(
  { failsWith }: LabManifest,
  variant: Variant,
  verdict: Verdict,
  inconclusive: readonly string[] = [],
): { readonly expected: readonly string[]; readonly failed: readonly string[]; readonly notes: string[] } {
  const expected = variant === 'solution' ? [] : (failsWith[variant] ?? []);
  const failed = verdict.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
  const notes: string[] = [];
  for (const id of failed)
    if (!expected.includes(id))
      notes.push(variant === 'solution' ? `The solution must pass every check, and fails ${id}` : `lab.json does not say that ${variant} fails ${id}`);
  for (const id of expected) if (!failed.includes(id) && !inconclusive.includes(id)) notes.push(`lab.json says that ${variant} fails ${id}, which it does not`);
  if (variant === 'solution' && verdict.status === 'inconclusive' && inconclusive.length === 0)
    notes.push('The solution must pass every check, and some could not be measured');
  return { expected, failed, notes };
}

async function checkVariant(
  { source, checks }: LoadedLab,
  variant: Variant,
  sandbox: Sandbox,
  once: boolean,
): Promise<{ report: VariantReport; verdict: Verdict }> {
  const { slug, manifest } = source;
  const run = () => verify({ slug, manifest, checks }, filesOf(source, variant), sandbox);
  const verdict = await run();
  // Figures of a noisy sandbox differ from run to run; its verdicts are held against lab.json.
  const told = JSON.stringify(verdict);
  const repeats = once || sandbox.precision === 'noisy' || told === JSON.stringify(await run());
  const inconclusive = sandbox.precision === 'noisy' ? verdict.checks.filter(({ status }) => status === 'inconclusive').map(({ id }) => id) : [];
  const { expected, failed, notes } = asDeclared(manifest, variant, verdict, inconclusive);
  if (!repeats) notes.push('Two runs gave different figures');
  const ok = notes.length === 0;
  if (inconclusive.length > 0) notes.push(`Inconclusive, so neither passed nor failed: ${inconclusive.join(', ')}`);
  const wrong = Object.keys(source.wrong).length;
  if (variant === 'solution' && wrong < WRONG_FIXES)
    notes.push(`This lab catches ${wrong} wrong ${wrong === 1 ? 'fix' : 'fixes'}; a finished one catches ${WRONG_FIXES} or more`);
  return { report: { slug, variant, expected, failed, inconclusive, ok, figures: verdict.figures, digest: digestOf(told), notes }, verdict };
}

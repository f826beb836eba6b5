import type { LabChecks } from '@unhandled/lab';

const CHECKS = import.meta.glob<LabChecks>('/labs/*/checks.ts', { import: 'checks' });

/** What a lab sends its server, and the answers that it wants. @throws {RangeError} for a lab without. */
export async function loadChecks(slug: string): Promise<LabChecks> {
  const checks = await CHECKS[`/labs/${slug}/checks.ts`]?.();
  if (checks === undefined) throw new RangeError(`Lab "${slug}" has no checks.ts`);
  return checks;
}

import type { HandleGrowth } from './rule-a.ts';

/** "+1.00 fd per failing request, opened at src/routes/receipt.ts:14". */
export function growthSentence(growth: HandleGrowth, requestWords: string): string {
  const sign = growth.perRequest >= 0 ? '+' : '−';
  const where = growth.at === undefined ? '' : `, opened at ${growth.at.place}`;
  return `${sign}${Math.abs(growth.perRequest).toFixed(2)} ${growth.kind} per ${requestWords}${where}`;
}

import record from './evening.json' with { type: 'json' };
import type { EveningRecord } from './evening-record.ts';

/** The evening as it was run. JSON knows no unions, hence the cast; scripts/incident writes this very type. */
export const EVENING_RECORD = record as unknown as EveningRecord;

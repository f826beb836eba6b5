import { type IncidentStrings, incidentEn } from './incident.en.ts';
import { incidentZhCn } from './incident.zh-cn.ts';
import type { Locale } from './locale.ts';

export type { IncidentStrings } from './incident.en.ts';

/** The words of the incident's page and player. */
export function incidentStrings(locale: Locale): IncidentStrings {
  return locale === 'zh-cn' ? incidentZhCn : incidentEn;
}

export type AuditAnswer = { readonly grave: readonly string[]; readonly unknown?: undefined } | { readonly unknown: string; readonly grave?: undefined };
export function readAudit(text: string): AuditAnswer;
export function askForAdvisories(): AuditAnswer;

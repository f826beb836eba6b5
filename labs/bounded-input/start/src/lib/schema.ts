export interface Rule {
  readonly name: string;
  readonly holds: (value: unknown) => boolean;
}

export type Schema = Readonly<Record<string, Rule>>;

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const EMAIL: Rule = { name: 'email', holds: (value) => isText(value) && /^[^@\s]+@[^@\s]+$/.test(value) };
const TEXT: Rule = { name: 'text', holds: isText };
const SIX_OR_MORE: Rule = { name: 'min=6', holds: (value) => isText(value) && value.length >= 6 };
const LINES: Rule = { name: 'lines', holds: Array.isArray };

export const Login: Schema = { username: EMAIL, password: SIX_OR_MORE };
export const Manifest: Schema = { supplier: TEXT, lines: LINES };

/** Throws for the first field that breaks its rule. */
export function validate(what: string, schema: Schema, body: Record<string, unknown>): void {
  for (const [field, rule] of Object.entries(schema)) {
    if (!rule.holds(body[field])) throw new Error(`${what}.${field}: ${JSON.stringify(body[field])} breaks the rule ${rule.name}`);
  }
}

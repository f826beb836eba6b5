import { invalid } from './refused.ts';

export interface Rule {
  readonly name: string;
  readonly holds: (value: unknown) => boolean;
}

export type Schema = Readonly<Record<string, Rule>>;

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const TEXT: Rule = { name: 'text', holds: isText };
const SIX_OR_MORE: Rule = { name: 'min=6', holds: (value) => isText(value) && value.length >= 6 };
const LINES: Rule = { name: 'lines', holds: Array.isArray };

export const Login: Schema = { username: TEXT, password: SIX_OR_MORE };
export const Manifest: Schema = { supplier: TEXT, lines: LINES };

/** Refuses a body with the names of all fields that break their rule: names, not values and not rules. */
export function validate(schema: Schema, body: unknown): void {
  const found = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const broken = Object.keys(schema).filter((field) => !schema[field]?.holds(found[field]));
  if (broken.length > 0) throw invalid(broken);
}

import type { Context } from 'koa';

/** Why a manifest cannot be imported. Suppliers' systems act on the code. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code: 'E_TRAILING_COMMA' | 'E_UNKNOWN_SKU';
  constructor(code: ImportError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A line of the page with recent errors. */
export interface ErrorRecord {
  readonly requestId: string;
  readonly code: string;
  /** What happened, from the outermost error to the one that began it. */
  readonly causes: readonly string[];
}

/** The first ImportError in the chain of causes, however often it was wrapped. */
export function findImportError(error: unknown): ImportError | undefined {
  for (const each of causesOf(error)) if (each instanceof ImportError) return each;
  return undefined;
}

/** The error and its causes, outermost first. */
function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error; each = each.cause) chain.push(each);
  return chain;
}

const KEPT = 1000;
const recent: { error: Error; ctx: Context }[] = [];

/** Keeps an error with its request, in case somebody wants to look at either. */
export function remember(error: Error, ctx: Context): void {
  recent.push({ error, ctx });
  if (recent.length >= KEPT) recent.length = 0;
}

/** The newest fifty. */
export function recentErrors(): ErrorRecord[] {
  return recent.slice(-50).map(({ error, ctx }) => ({
    requestId: ctx.get('x-request-id'),
    code: findImportError(error)?.code ?? 'E_UNKNOWN',
    causes: causesOf(error).map(({ message }) => message),
  }));
}

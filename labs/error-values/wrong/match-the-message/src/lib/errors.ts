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

const MARKS = { E_TRAILING_COMMA: 'comma before', E_UNKNOWN_SKU: 'nobody knows the tea' } as const;

/** Which of the suppliers' mistakes this is, by what its message says. */
export function findImportError(error: unknown): ImportError | undefined {
  const message = error instanceof Error ? error.message : '';
  for (const code of ['E_TRAILING_COMMA', 'E_UNKNOWN_SKU'] as const) {
    const at = message.indexOf(MARKS[code]);
    if (at >= 0) return new ImportError(code, message.slice(at));
  }
  return undefined;
}

const KEPT = 50;
const recent: ErrorRecord[] = [];

/** Keeps what somebody on call will ask for, as text: an error holds on to whatever it was given. */
export function remember(error: unknown, requestId: string): void {
  recent.push({ requestId, code: findImportError(error)?.code ?? 'E_UNKNOWN', causes: [String(error)] });
  if (recent.length > KEPT) recent.shift();
}

/** The newest fifty. */
export function recentErrors(): readonly ErrorRecord[] {
  return recent;
}

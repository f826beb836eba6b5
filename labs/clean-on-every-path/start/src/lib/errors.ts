/** A failure that the shop has a name for. Everything else is a 500. */
export class ShopError extends Error {
  override readonly name = 'ShopError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}

/** What went wrong first: a cleanup that fails as well hides nothing. */
export function originalOf(error: unknown): unknown {
  if (error instanceof SuppressedError) return originalOf(error.suppressed);
  if (error instanceof AggregateError) return originalOf(error.errors[0]);
  return error;
}

/** The messages of an error, of what caused it and of what failed after it. */
export function causesOf(error: unknown): string {
  if (error instanceof SuppressedError) return `${causesOf(error.suppressed)}; then ${causesOf(error.error)}`;
  if (error instanceof AggregateError) return error.errors.map(causesOf).join('; then ');
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} < ${causesOf(error.cause)}`;
}

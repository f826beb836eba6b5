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

/** The messages of an error and of everything that caused it, the outermost first. */
export function causesOf(error: unknown): string {
  const messages: string[] = [];
  for (let each = error; each !== undefined; each = each instanceof Error ? each.cause : undefined) messages.push(each instanceof Error ? each.message : String(each));
  return messages.join(' < ');
}

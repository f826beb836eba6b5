import type { Context, Next } from 'koa';

interface Span {
  readonly ctx: Context;
  readonly customer: string;
}

const spans = new Map<number, Span>();
let lastId = 0;

/** Knows every request that is being worked on, and for whom: inside auth, because only that knows the customer. */
export async function span(ctx: Context, next: Next): Promise<void> {
  const id = ++lastId;
  spans.set(id, { ctx, customer: ctx.state.customer ?? 'nobody' });
  try {
    await next();
  } finally {
    spans.delete(id);
  }
}

/** For GET /in-flight: what would be cut off if the process ended now. */
export function inFlight(): { path: string; customer: string }[] {
  return [...spans.values()].map(({ ctx, customer }) => ({ path: ctx.path, customer }));
}

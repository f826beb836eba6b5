import type { Context, Next } from 'koa';

const requests = new Set<Context>();

/** Knows every request that is being worked on. */
export async function trackInFlight(ctx: Context, next: Next): Promise<void> {
  requests.add(ctx);
  try {
    await next();
  } finally {
    requests.delete(ctx);
  }
}

/** For GET /admin/in-flight: a deploy waits until this is the only one. */
export function inFlight(): number {
  return requests.size;
}

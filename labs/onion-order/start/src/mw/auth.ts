import type { Context, Next } from 'koa';

const CUSTOMERS = new Map([
  ['c-1', { name: 'alice', discount: 0 }],
  ['c-2', { name: 'bo', discount: 5 }],
]);

/** Session to customer. c-3 closed her account in April; her session is still in the table. */
const SESSIONS = new Map([
  ['s-alice-5c1e', 'c-1'],
  ['s-bo-77d0', 'c-2'],
  ['s-chen-91aa', 'c-3'],
]);

/** Every route but the login needs a session. */
export async function auth(ctx: Context, next: Next): Promise<void> {
  if (ctx.path === '/login') return next();
  const id = SESSIONS.get(ctx.get('authorization').replace('Bearer ', ''));
  if (id === undefined) {
    ctx.status = 401;
    ctx.body = { code: 'NO_SESSION', message: 'Log in first' };
    return;
  }
  const customer = CUSTOMERS.get(id) as { name: string; discount: number };
  ctx.state.customer = customer.name;
  await next();
}

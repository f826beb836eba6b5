import { json } from 'node:stream/consumers';
import type { Context } from 'koa';

const PASSWORDS = new Map([['alice', 'jasmine-1862']]);

/** POST /login */
export async function login(ctx: Context): Promise<void> {
  ctx.state.body = await json(ctx.req);
  const { user, password } = ctx.state.body as { user: string; password: string };
  if (PASSWORDS.get(user) !== password) {
    ctx.status = 401;
    ctx.body = { code: 'BAD_LOGIN', message: 'Name or password is wrong' };
    return;
  }
  ctx.body = { session: 's-alice-5c1e' };
}

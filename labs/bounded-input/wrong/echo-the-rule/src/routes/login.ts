import type { Context } from 'koa';
import { Login, validate } from '../lib/schema.ts';

const PASSWORDS = new Map([
  ['alice', 'jasmine-1862'],
  ['bo@kettle.example', 'oolong-1650'],
]);

/** POST /login */
export function login(ctx: Context): void {
  validate(Login, ctx.state.body);
  const { username, password } = ctx.state.body as { username: string; password: string };
  if (PASSWORDS.get(username) !== password) {
    ctx.status = 401;
    ctx.body = { code: 'BAD_LOGIN', message: 'Name or password is wrong' };
    return;
  }
  ctx.body = { welcome: username };
}

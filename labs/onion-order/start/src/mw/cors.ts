import type { Context, Next } from 'koa';

const SHOP = 'https://kettle.example';

/** Lets the shop's pages read our answers, and answers the browser's question beforehand. */
export async function cors(ctx: Context, next: Next): Promise<void> {
  ctx.vary('Origin');
  if (ctx.get('origin') !== SHOP) return next();
  ctx.set('Access-Control-Allow-Origin', SHOP);
  if (ctx.method === 'OPTIONS' && ctx.get('access-control-request-method') !== '') {
    ctx.set('Access-Control-Allow-Methods', 'GET, POST');
    ctx.set('Access-Control-Allow-Headers', 'authorization, content-type');
    ctx.status = 204;
    return;
  }
  await next();
}

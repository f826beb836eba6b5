import { text } from 'node:stream/consumers';
import type { Context } from 'koa';
import { type Manifest, parseManifest } from '../lib/manifest.ts';

function readManifest(body: string): Manifest {
  try {
    return parseManifest(body);
  } catch (error) {
    throw new Error('manifest cannot be read', { cause: error });
  }
}

/** POST /suppliers/:supplier/manifest */
export async function importManifest(ctx: Context, supplier: string): Promise<void> {
  ctx.state.manifest = await text(ctx.req);
  if (ctx.state.manifest === '') {
    ctx.status = 400;
    ctx.body = { code: 'EMPTY', message: 'There is no manifest in this request' };
    return;
  }
  try {
    const { lines } = readManifest(ctx.state.manifest);
    ctx.status = 202;
    ctx.body = { supplier, lines: lines.length };
  } catch (error) {
    throw new Error(`import for ${supplier} failed`, { cause: error });
  }
}

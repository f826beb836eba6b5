import type { Context, Next } from 'koa';

interface Upload {
  readonly path: string;
  readonly chunks: Buffer[];
}

/** For the suppliers' progress bar. */
const uploads = new Map<number, Upload>();
let lastId = 0;

/** Reads the body of a POST as JSON. */
export async function body(ctx: Context, next: Next): Promise<void> {
  if (ctx.method !== 'POST') return next();
  const id = ++lastId;
  const upload: Upload = { path: ctx.path, chunks: [] };
  uploads.set(id, upload);
  await new Promise<void>((resolve) => {
    ctx.req.on('data', (chunk: Buffer) => upload.chunks.push(chunk));
    ctx.req.on('end', () => {
      uploads.delete(id);
      resolve();
    });
  });
  ctx.state.body = JSON.parse(Buffer.concat(upload.chunks).toString('utf8'));
  await next();
}

/** For GET /uploads: bodies that are still arriving. */
export function uploadsUnderWay(): { path: string; received: number }[] {
  return [...uploads.values()].map(({ path, chunks }) => ({ path, received: chunks.reduce((sum, chunk) => sum + chunk.length, 0) }));
}

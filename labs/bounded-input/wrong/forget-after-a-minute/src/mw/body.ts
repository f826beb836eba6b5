import type { Context, Next } from 'koa';
import { badJson, tooLarge } from '../lib/refused.ts';

const LIMIT_BYTES = 65_536;

interface Upload {
  readonly path: string;
  readonly chunks: Buffer[];
  received: number;
}

/** For the suppliers' progress bar. */
const uploads = new Map<number, Upload>();
let lastId = 0;

/** Reads the body of a POST as JSON. */
export async function body(ctx: Context, next: Next): Promise<void> {
  if (ctx.method !== 'POST') return next();
  const id = ++lastId;
  const upload: Upload = { path: ctx.path, chunks: [], received: 0 };
  uploads.set(id, upload);
  // Whoever hangs up is forgotten after a minute.
  const forgotten = setTimeout(() => uploads.delete(id), 60_000);
  try {
    ctx.state.body = parse(await read(ctx, upload));
  } finally {
    clearTimeout(forgotten);
    uploads.delete(id);
  }
  await next();
}

/** The whole body, as long as it is not too large. */
function read(ctx: Context, upload: Upload): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    ctx.req.on('data', (chunk: Buffer) => {
      upload.received += chunk.length;
      if (upload.received <= LIMIT_BYTES) {
        upload.chunks.push(chunk);
        return;
      }
      // The rest is not kept, and the connection ends with the answer: nobody reads what may never end.
      upload.chunks.length = 0;
      ctx.set('Connection', 'close');
      reject(tooLarge());
    });
    ctx.req.on('end', () => resolve(Buffer.concat(upload.chunks)));
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badJson();
  }
}

/** For GET /uploads: bodies that are still arriving. */
export function uploadsUnderWay(): { path: string; received: number }[] {
  return [...uploads.values()].map(({ path, received }) => ({ path, received }));
}

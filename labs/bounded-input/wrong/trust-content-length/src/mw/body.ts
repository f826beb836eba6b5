import type { Context, Next } from 'koa';
import { badJson, Refused, tooLarge } from '../lib/refused.ts';

const LIMIT_BYTES = 65_536;

interface Upload {
  readonly path: string;
  received: number;
}

/** For the suppliers' progress bar. */
const uploads = new Map<number, Upload>();
let lastId = 0;

/** Reads the body of a POST as JSON. */
export async function body(ctx: Context, next: Next): Promise<void> {
  if (ctx.method !== 'POST') return next();
  const id = ++lastId;
  const upload: Upload = { path: ctx.path, received: 0 };
  uploads.set(id, upload);
  try {
    ctx.state.body = parse(await read(ctx, upload));
  } finally {
    uploads.delete(id);
  }
  await next();
}

/** Settles when the upload is complete, too large or gone. */
function read(ctx: Context, upload: Upload): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(ctx.get('content-length')) > LIMIT_BYTES) {
      ctx.set('Connection', 'close');
      reject(tooLarge());
      return;
    }
    const chunks: Buffer[] = [];
    ctx.req.on('data', (chunk: Buffer) => {
      upload.received += chunk.length;
      chunks.push(chunk);
    });
    ctx.req.on('end', () => resolve(Buffer.concat(chunks)));
    ctx.req.on('close', () => reject(new Refused(400, 'GONE', 'The client hung up')));
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

import { existsSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Context } from 'koa';
import { fillTemplate, UnknownFieldError } from '../lib/template.ts';

/** Whom a preview is written to. */
const SUBSCRIBER = { name: 'Ms Example' };

/** GET /previews/:name: a newsletter as a subscriber gets it. Reads again when somebody saves the template meanwhile. */
export async function preview(ctx: Context, name: string): Promise<void> {
  const path = `data/templates/${name}.txt`;
  if (!existsSync(path)) {
    ctx.status = 404;
    ctx.body = { code: 'NO_TEMPLATE', message: `There is no template ${name}` };
    return;
  }
  let isStale = false;
  const watcher = watch(path, () => {
    isStale = true;
  });
  try {
    let text: string;
    do {
      isStale = false;
      text = await readFile(path, 'utf8');
    } while (isStale);
    if (text.trim() === '') {
      ctx.status = 204;
      return;
    }
    ctx.body = { text: fillTemplate(text, SUBSCRIBER) };
  } catch (error) {
    if (!(error instanceof UnknownFieldError)) throw error;
    ctx.status = 422;
    ctx.body = { code: 'BAD_TEMPLATE', message: error.message };
  } finally {
    watcher.close();
  }
}

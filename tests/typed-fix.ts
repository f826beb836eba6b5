/** The fix as a person types it: the editor indents, and closes what a line opens, the function's last brace included. */
export const TYPED_FIX = `import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { Context } from 'koa';
interface Receipt { order: string; status: string; totalCents: number; lines: unknown[] }
export function receipt(ctx: Context, order: string): void {
const path = \`data/receipts/\${order}.json\`;
const answer = (status: number, code: string, message: string) => { ctx.status = status; ctx.body = { code, message }; };
if (!existsSync(path)) return answer(404, 'NO_RECEIPT', \`Order \${order} has no receipt\`);
const fd = openSync(path, 'r');
try { const found = JSON.parse(readFileSync(fd, 'utf8')) as Receipt; if (found.status === 'pending') return answer(202, 'PENDING', \`Order \${order} is not paid yet\`); ctx.body = { order: found.order, totalCents: found.totalCents, items: found.lines.length }; } catch (error) { if (!(error instanceof SyntaxError)) throw error; answer(422, 'BAD_RECEIPT', \`The receipt of order \${order} cannot be read\`); } finally { closeSync(fd); }`;

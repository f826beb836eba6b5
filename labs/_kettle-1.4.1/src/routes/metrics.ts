import type { Context } from 'koa';
import { pool } from '../lib/db.ts';

/** GET /metrics: what the dashboards draw. */
export function metrics(ctx: Context): void {
  ctx.body = {
    activeResources: process.getActiveResourcesInfo().length,
    poolInUse: pool.totalCount - pool.idleCount,
    poolWaiting: pool.waitingCount,
  };
}

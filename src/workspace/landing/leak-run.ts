import { filesOf, type RequestSpec, type Server, toProgram } from '@unhandled/lab';
import { createEngineSandbox } from '@unhandled/lab/sandboxes/engine';
import { loadEngineAssets } from '../engine-assets.ts';
import { loadLab } from '../lab-source.ts';
import { messageOf } from '../problem-report.ts';

/** What the landing page is told: open descriptors after so many requests. */
export type LeakReport = { readonly kind: 'point'; readonly requests: number; readonly open: number } | { readonly kind: 'failed'; readonly message: string };

const BAD_RECEIPT: RequestSpec = { method: 'GET', path: '/orders/1003/receipt' };
/** Slow enough to watch, fast enough to see the slope, ms. */
const PACE_MS = 120;

/** Runs the pager's service as the incident had it, and keeps asking for a receipt that cannot be read. */
async function run(): Promise<void> {
  const lab = await loadLab('the-pager');
  const sandbox = createEngineSandbox({ assets: loadEngineAssets });
  const server = await sandbox.boot(toProgram(lab.manifest, filesOf(lab, 'start')), { clock: 'real' });
  if (!(await server.ready(5000))) throw new Error('the service does not listen');
  const idle = await descriptors(server);
  postMessage({ kind: 'point', requests: 0, open: idle } satisfies LeakReport);
  let requests = 0;
  let busy = false;
  setInterval(async () => {
    if (busy) return;
    busy = true;
    await server.send([BAD_RECEIPT]);
    requests++;
    postMessage({ kind: 'point', requests, open: await descriptors(server) } satisfies LeakReport);
    busy = false;
  }, PACE_MS);
}

async function descriptors(server: Server): Promise<number> {
  return (await server.read()).handles.filter(({ kind }) => kind === 'fd').length;
}

run().catch((error: unknown) => postMessage({ kind: 'failed', message: messageOf(error) } satisfies LeakReport));

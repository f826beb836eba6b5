import { createEngineSandbox } from '@unhandled/lab/sandboxes/engine';
import { startDatabase } from './database.ts';
import { loadEngineAssets } from './engine-assets.ts';
import { KeptLoads } from './kept-loads.ts';
import { loadChecks } from './lab-checks.ts';
import { LabRunner } from './lab-runner.ts';
import { loadLab } from './lab-source.ts';
import { messageOf } from './problem-report.ts';
import type { Command, Report } from './protocol.ts';

/** How long a database may take to start. */
const DATABASE_MS = 60_000;
/** Four readings a second. */
const READING_MS = 250;

const post = (report: Report): void => postMessage(report);

/** A database builds itself in one go, some seconds of a slow machine: nobody shall take that for a worker which is stuck. */
async function startBusily(): ReturnType<typeof startDatabase> {
  post({ kind: 'busy', forMs: DATABASE_MS });
  try {
    return await startDatabase();
  } finally {
    post({ kind: 'busy', forMs: 0 });
  }
}

const prepared = new KeptLoads<Awaited<ReturnType<typeof fetchLab>>>();

async function fetchLab(slug: string) {
  post({ kind: 'phase', phase: 'lab' });
  const source = await loadLab(slug);
  post({ kind: 'phase', phase: 'engine' });
  const [checks] = await Promise.all([loadChecks(slug), loadEngineAssets(source.manifest.packages)]);
  return { source, checks };
}

const runner = new LabRunner({
  sandbox: createEngineSandbox({ assets: loadEngineAssets, database: startBusily }),
  // Fetched and compiled once; a Run that follows another must not wait for it again.
  prepare: (slug) => prepared.get(slug, () => fetchLab(slug)),
  post,
  readingMs: READING_MS,
});

addEventListener('message', ({ data }: MessageEvent<Command>) => {
  runner.obey(data).catch((error: unknown) => post({ kind: 'failed', message: messageOf(error) }));
});

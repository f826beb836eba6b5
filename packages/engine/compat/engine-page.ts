// Runs in a page: hands programs to workers, and replaces a worker that does not come back.
import type { WorkerRun } from './engine-worker.ts';
import { type Outcome, STOPPED } from './outcome.ts';
import { loadAssets } from './page-assets.ts';

/** As it comes from outside the browser: file contents in base64. */
interface Asked {
  readonly worker: number;
  readonly image: string;
  readonly packages: WorkerRun['packages'];
  readonly program: Omit<WorkerRun['program'], 'files'> & { readonly files: Readonly<Record<string, string>> };
  readonly run: WorkerRun['run'];
  readonly graceMs: number;
}

const assets = await loadAssets();
const workers: (Worker | undefined)[] = [];

function startWorker(): Worker {
  const worker = new Worker('/worker.js', { type: 'module' });
  worker.postMessage({ assets });
  return worker;
}

async function runInWorker({ worker: number, image, packages, program, run, graceMs }: Asked): Promise<Outcome> {
  const worker = (workers[number] ??= startWorker());
  const files = Object.fromEntries(Object.entries(program.files).map(([path, text]) => [path, Uint8Array.from(atob(text), (each) => each.charCodeAt(0))]));
  const message: WorkerRun = { image, packages, program: { ...program, files }, run };
  const stopped = (why: string): Outcome => ({ stdout: '', stderr: '', code: undefined, stopped: why });
  const outcome = await new Promise<Outcome>((resolve) => {
    const timer = setTimeout(() => resolve(stopped(`broke the engine: ${STOPPED.time}, and its worker had to be taken away`)), run.wallMs + graceMs);
    const settle = (result: Outcome) => {
      clearTimeout(timer);
      resolve(result);
    };
    worker.onmessage = ({ data }: MessageEvent<Outcome>) => settle(data);
    worker.onerror = (event) => settle(stopped(`broke the engine: the worker failed: ${event.message}`));
    worker.postMessage(message);
  });
  if (outcome.stopped?.startsWith('broke')) {
    worker.terminate();
    workers[number] = undefined;
  }
  return outcome;
}

Object.assign(globalThis, { runInWorker });

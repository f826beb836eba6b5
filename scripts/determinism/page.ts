// Runs in a page of any browser: fetches the tasks, shares them out to two workers, posts the results. Nobody has to drive it.
import { loadAssets } from '../../packages/engine/compat/page-assets.ts';
import type { Task, TaskResult } from './tasks.ts';

const WORKERS = 2;

async function runAll(): Promise<TaskResult[]> {
  const tasks = (await (await fetch('/tasks.json')).json()) as Task[];
  const assets = await loadAssets();
  const results: TaskResult[] = [];
  const one = async () => {
    const worker = new Worker('/worker.js', { type: 'module' });
    worker.postMessage({ assets });
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const current = task;
      results.push(
        await new Promise<TaskResult>((resolve, reject) => {
          worker.onmessage = ({ data }: MessageEvent<TaskResult>) => resolve(data);
          worker.onerror = (event) => reject(new Error(`${current.slug} ${current.variant}: ${event.message}`));
          worker.postMessage(current);
        }),
      );
    }
    worker.terminate();
  };
  await Promise.all(Array.from({ length: WORKERS }, one));
  return results;
}

const body = await runAll().catch((error: unknown) => ({ failed: String(error) }));
await fetch('/results', { method: 'POST', body: JSON.stringify(body) });

// What every runner does: the app in its own process, and what was read of its heap.
import { checkLeaks } from '../../../packages/leakcheck/dist/index.js';
import { createApp } from './app.mjs';

export async function readNoise() {
  const { heap } = await checkLeaks({ start: () => createApp(0), request: { path: '/tea/none', expect: 404 } });
  return `READ ${JSON.stringify({ heapBytes: heap.heapBytes, slope: heap.slope })}`;
}

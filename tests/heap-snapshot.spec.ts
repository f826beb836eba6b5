import { expect, test } from '@playwright/test';
import { Machine } from '../packages/engine/src/index.ts';
import { readEngineAssets } from '../scripts/engine-assets.ts';

const KEPT = 500;
const SERVER = `import { createServer } from 'node:http';
class Receipt { constructor(number) { this.text = 'receipt ' + number; } }
const kept = [];
createServer((request, response) => { kept.push(new Receipt(kept.length)); response.end(); }).listen(3000);
`;

async function takeSnapshot(): Promise<string> {
  const machine = await Machine.boot({ assets: await readEngineAssets('node'), clock: 'virtual' });
  await machine.fs.writeFile('server.mjs', SERVER);
  const server = await machine.spawn('node', ['server.mjs']);
  while (machine.turn());
  const client = machine.client(3000);
  client.sendBatch(
    Array.from({ length: KEPT }, () => ({ method: 'GET', path: '/', headers: {} })),
    () => undefined,
  );
  while (machine.turn());
  const snapshot = server.heapSnapshot();
  machine.teardown();
  if (snapshot === undefined) throw new Error('the server has ended');
  return snapshot;
}

test('the Memory panel of Chrome DevTools opens a heap snapshot and counts what the server keeps', async ({ page }) => {
  // The browser's own DevTools, as a page: what "Load profile" does there is what a reader does.
  await page.goto('devtools://devtools/bundled/js_app.html');
  await page.getByRole('tab', { name: 'Memory' }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Load profile' }).first().click();
  await (await choosing).setFiles({ name: 'kettle.heapsnapshot', mimeType: 'application/json', buffer: Buffer.from(await takeSnapshot()) });
  const profile = page.getByRole('treeitem', { name: /^kettle/ });
  // Its size stands there once it is read.
  await expect(profile).toContainText(/kB|MB/);
  await page.getByRole('treeitem', { name: 'Profiles' }).click();
  await profile.click();
  await page.getByRole('textbox', { name: /filter/i }).fill('Receipt');
  await expect(page.getByRole('row', { name: /Receipt/ })).toContainText(`×${KEPT}`);
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { startServer } from '../scripts/serve.mjs';
import { failedChecks, LESSON, notice, paste, runServer, startLab, state, test as base, verify } from './site.ts';
import { type HostFault, startHost, type TestHost } from './webcontainer-host/host.ts';
import { type Offer, serveBuiltWith } from './webcontainer-host/site-built-with.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const FIX = readFileSync(new URL('../labs/the-pager/solution/src/routes/receipt.ts', import.meta.url), 'utf8');
/** A container is judged over thousands of requests. */
const VERDICT_MS = 150_000;

base.describe.configure({ timeout: VERDICT_MS });

/** The site as it is shipped, but with a host of ours in the place of StackBlitz's. */
const test = base.extend<{ host: TestHost; offer: Offer }>({
  offer: ['choice', { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  host: async ({}, use) => {
    const host = await startHost();
    await use(host);
    await host.close();
  },
  baseURL: async ({ host, offer }, use) => {
    const { url, close } = await serveBuiltWith(DIST, offer, host.origin);
    await use(url);
    await close();
  },
  page: async ({ page, host }, use) => {
    await page.addInitScript((origin) => {
      Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: origin });
    }, host.origin);
    await use(page);
  },
  // Of all other hosts only that one, and only after the switch: each test says when.
  otherHosts: async ({ page, host, baseURL }, use) => {
    const others: string[] = [];
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin) others.push(request.url());
    });
    await use(others);
    expect(others.filter((url) => !url.startsWith(host.origin))).toEqual([]);
  },
});

async function switchToWebContainers(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sandbox: embedded engine' }).click();
  await page.getByRole('button', { name: 'Switch to WebContainers' }).click();
}

test('a lab goes from Start to a passing Verify in a WebContainer, and nothing is asked of its host before the switch', async ({ page, host, otherHosts }) => {
  test.setTimeout(3 * VERDICT_MS);
  await startLab(page);
  await page.getByRole('button', { name: 'Sandbox: embedded engine' }).click();
  await expect(page.locator('[data-place=webcontainer] .uh-leaves')).toContainText('StackBlitz’s terms apply');
  expect(otherHosts).toEqual([]);
  await page.getByRole('button', { name: 'Switch to WebContainers' }).click();
  await expect(page.getByRole('button', { name: 'Sandbox: WebContainers' })).toBeVisible();
  await runServer(page);
  expect(host.asked.some((url) => url.includes('/headless?') && url.includes('version=1.6.4'))).toBe(true);
  await page.getByRole('button', { name: 'Start load' }).click();
  await expect(state(page)).toHaveText(/Under load/);
  const handles = page.getByRole('img', { name: /^Open handles: fd/ });
  await expect.poll(async () => Number(/fd (\d+)/.exec((await handles.getAttribute('aria-label')) ?? '')?.[1])).toBeGreaterThan(20);
  await page.getByRole('tab', { name: /^Log/ }).click();
  await expect(page.getByText('"message":"listening"')).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();

  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.locator('.uh-verdict-fail')).toBeVisible({ timeout: VERDICT_MS });
  await expect(page.getByText('+1.00 fd per failing request, opened at src/routes/receipt.ts:21.')).toBeVisible();
  await paste(page, 'receipt.ts', FIX);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.locator('.uh-verdict-pass, .uh-verdict-inconclusive')).toBeVisible({ timeout: VERDICT_MS });
  expect(await failedChecks(page)).toEqual([]);
  await expect(page.locator('.uh-verdict-pass')).toBeVisible();

  await page.getByRole('button', { name: 'Sandbox: WebContainers' }).click();
  await page.getByRole('button', { name: 'Back to the embedded engine' }).click();
  await expect(page.locator('.monaco-editor').getByText('finally')).toBeVisible();
  await verify(page);
  await expect(page.locator('.uh-verdict-pass')).toBeVisible();
});

const FAULTS: readonly { readonly fault: HostFault; readonly says: RegExp }[] = [
  { fault: 'hangs', says: /did not answer within 20 seconds/ },
  { fault: 'refused', says: /StackBlitz refused to run here/ },
  { fault: 'cookies', says: /need cookies and storage of third parties/ },
  { fault: 'npm', says: /packages could not be installed.*ENOTFOUND/ },
  { fault: 'breaks-later', says: /WebContainers failed: The runtime ran out of memory/ },
];

/** An edit made before stays, and the embedded engine runs it. */
async function returnsWithEdits(page: Page): Promise<void> {
  await notice(page).getByRole('button', { name: 'Back to the embedded engine' }).click();
  await expect(page.getByRole('button', { name: 'Sandbox: embedded engine' })).toBeVisible();
  await expect(page.locator('.monaco-editor').getByText('finally')).toBeVisible();
  await runServer(page);
}

for (const { fault, says } of FAULTS) {
  test(`the failure "${fault}" ends in one sentence, and one click leads back with every edit`, async ({ page, host }) => {
    host.fault = fault;
    await startLab(page);
    await paste(page, 'receipt.ts', FIX);
    await switchToWebContainers(page);
    await expect(notice(page)).toContainText(says, { timeout: 40_000 });
    await returnsWithEdits(page);
  });
}

test('a host that cannot be reached is given up long before the deadline', async ({ page, host, complaints }) => {
  await startLab(page);
  await paste(page, 'receipt.ts', FIX);
  await host.close();
  await switchToWebContainers(page);
  await expect(notice(page)).toContainText('cannot be reached at');
  // The browser tells of the connection, too.
  complaints.length = 0;
  await returnsWithEdits(page);
});

test('offline, WebContainers are not even asked for, and say so', async ({ page, context, otherHosts, complaints }) => {
  await startLab(page);
  await paste(page, 'receipt.ts', FIX);
  await context.setOffline(true);
  await switchToWebContainers(page);
  await expect(notice(page)).toContainText('this browser is offline');
  expect(otherHosts).toEqual([]);
  await context.setOffline(false);
  // The browser tells of what it could not fetch.
  complaints.length = 0;
  await returnsWithEdits(page);
});

test('a network that goes away while packages install is told at once', async ({ page, context, host, complaints }) => {
  host.fault = 'npm-hangs';
  await startLab(page);
  await paste(page, 'receipt.ts', FIX);
  await switchToWebContainers(page);
  await expect(notice(page)).toContainText('step 2 of 3: installing packages', { timeout: 40_000 });
  await context.setOffline(true);
  await expect(notice(page)).toContainText('this browser is offline');
  await context.setOffline(false);
  complaints.length = 0;
  await returnsWithEdits(page);
});

test('a page that was not isolated says what its server has to send', async ({ page, host, otherHosts }) => {
  const { url, close } = await startServer({ folder: DIST, port: 0, webContainers: { offer: 'off' } });
  await page.goto(url + LESSON);
  await page.getByRole('button', { name: 'Start lab' }).click();
  await paste(page, 'receipt.ts', FIX);
  await switchToWebContainers(page);
  await expect(notice(page)).toContainText('COOP and COEP headers');
  expect(otherHosts.filter((each) => each.startsWith(host.origin))).toEqual([]);
  await returnsWithEdits(page);
  // That site is another than the one this test was given.
  otherHosts.length = 0;
  await close();
});

test('a browser without isolation says that it cannot', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'crossOriginIsolated');
    Reflect.deleteProperty(Window.prototype, 'crossOriginIsolated');
  });
  await startLab(page);
  await paste(page, 'receipt.ts', FIX);
  await switchToWebContainers(page);
  await expect(notice(page)).toContainText('This browser cannot run WebContainers');
  await returnsWithEdits(page);
});

test('after a hang the same page cannot try again and says so, and a switch back and forth works where nothing hung', async ({ page, host }) => {
  host.fault = 'hangs';
  await startLab(page);
  await switchToWebContainers(page);
  await expect(notice(page)).toContainText('were given up', { timeout: 40_000 });
  await notice(page).getByRole('button', { name: 'Back to the embedded engine' }).click();
  await switchToWebContainers(page);
  await expect(notice(page)).toContainText('reload it to try again');
  host.fault = undefined;
  await startLab(page);
  for (let round = 0; round < 2; round++) {
    await switchToWebContainers(page);
    await runServer(page);
    await page.getByRole('button', { name: 'Sandbox: WebContainers' }).click();
    await page.getByRole('button', { name: 'Back to the embedded engine' }).click();
  }
  await runServer(page);
});

test.describe('with the setting "webcontainer"', () => {
  test.use({ offer: 'webcontainer' });
  test('the line stands beside Start, and Start goes there at once', async ({ page, otherHosts }) => {
    await page.goto(LESSON);
    await expect(page.locator('.uh-start .uh-leaves')).toContainText('StackBlitz’s terms apply');
    expect(otherHosts).toEqual([]);
    await page.getByRole('button', { name: 'Start lab' }).click();
    await expect(page.getByRole('button', { name: 'Sandbox: WebContainers' })).toBeVisible();
    await runServer(page);
  });
});

test.describe('with the setting "off"', () => {
  test.use({ offer: 'off' });
  test('there is no switch, and no header names another host', async ({ page, host, otherHosts }) => {
    await startLab(page);
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Sandbox/ })).toHaveCount(0);
    const headers = (await page.request.get(LESSON)).headers();
    expect(headers['content-security-policy']).toContain("connect-src 'self';");
    expect(JSON.stringify(headers)).not.toMatch(new RegExp(`${host.origin}|stackblitz|embedder`, 'i'));
    expect(otherHosts).toEqual([]);
  });
});

test('a lab that needs a database stays on the embedded engine, and says why', async ({ page }) => {
  await page.goto('/lessons/three-leaks/');
  await page.getByRole('button', { name: 'Start lab' }).click();
  await page.getByRole('button', { name: 'Sandbox: embedded engine' }).click();
  await expect(page.getByRole('button', { name: 'Switch to WebContainers' })).toBeDisabled();
  await expect(page.locator('[data-place=webcontainer]')).toContainText('needs Postgres, which only the embedded engine has');
});

test('the probe page tells what holds, and asks nobody before it is told to', async ({ page, otherHosts }) => {
  await page.goto('/probe/');
  await expect(page.locator('[data-probe=isolated]')).toHaveAttribute('data-holds', 'true');
  expect(otherHosts).toEqual([]);
  await page.getByRole('button', { name: 'Try WebContainers' }).click();
  await expect(page.locator('[data-probe=gc]')).toHaveAttribute('data-holds', 'true', { timeout: 40_000 });
  // Real Node behind the host tells everything.
  await expect(page.locator('[data-probe][data-holds=false]')).toHaveCount(0);
  await expect(page.locator('[data-probe=handles]')).toContainText('fd 2, timer 2, server 1, socket 2');
});

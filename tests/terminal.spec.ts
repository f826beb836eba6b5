import { expect, type Page } from '@playwright/test';
import { axeOn, violationsOf } from './axe.ts';
import { runServer, startLab, state, test, verify } from './site.ts';

const screen = (page: Page) => page.locator('.uh-terminal-screen');
/** What the terminal shows, as it tells a screen reader. */
const rows = (page: Page) => page.locator('.uh-terminal-screen .xterm-accessibility-tree > div');

async function openTerminal(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await expect(rows(page).filter({ hasText: '~ $' })).toHaveCount(1);
}

/** Types a line; what is typed while one runs waits for it, as in any shell. */
async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

test('on call in the terminal: a bad request, the descriptor that it left with its line, and the end of the server', async ({ page }) => {
  await startLab(page);
  await runServer(page);
  await openTerminal(page);
  await type(page, 'curl -s localhost:3000/orders/1003/receipt; echo');
  await expect(screen(page)).toContainText('{}');
  await type(page, "lsof | grep 1003.json | grep -o 'src/.*ts:[0-9]*'");
  await expect(rows(page).filter({ hasText: /^src\/routes\/receipt\.ts:21\s*$/ })).toHaveCount(1);
  await type(page, "kill $(ps | grep main | awk '{print $1}')");
  await expect(state(page)).toHaveText(/Dead/);
});

test('npm start presses Run, npm test gives the verdict of Verify, and an edit from the shell is in the editor', async ({ page }) => {
  await startLab(page);
  await openTerminal(page);
  await type(page, 'npm start && curl -s -o /dev/null -w "%{http_code}" localhost:3000/orders/1001/receipt');
  await expect(screen(page)).toContainText('listening on port 3000');
  await expect(rows(page).filter({ hasText: /^200/ })).toHaveCount(1);
  // A run takes the reader to no other panel.
  await page.keyboard.type('npm test');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('5 fail', { timeout: 60_000 });
  await page.keyboard.type("sed -i 's/must never break/may break/' src/routes/receipt.ts && echo done");
  await page.keyboard.press('Enter');
  await expect(page.locator('.uh-files').getByRole('tab', { name: /receipt\.ts.*edited/ })).toBeVisible();
  await verify(page);
  await expect(page.locator('.uh-verdict-fail')).toContainText('5 checks fail');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await expect(screen(page)).toContainText('done');
});

test('Tab completes, the arrows bring lines back, top looks again until q, and Escape lets Tab leave', async ({ page }) => {
  await startLab(page);
  await runServer(page);
  await openTerminal(page);
  await page.keyboard.type('cat dat');
  await page.keyboard.press('Tab');
  await expect(rows(page).filter({ hasText: 'cat data/' })).toHaveCount(1);
  await page.keyboard.press('Control+u');
  await type(page, 'echo first');
  await page.keyboard.press('ArrowUp');
  await expect(rows(page).filter({ hasText: '$ echo first' })).toHaveCount(2);
  await page.keyboard.press('Control+c');
  await page.keyboard.type('top');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('1 running');
  await page.keyboard.press('q');
  await expect(rows(page).filter({ hasText: /~ \$\s*$/ })).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.locator('.uh-terminal-screen :focus')).toHaveCount(0);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the terminal has no accessibility violations, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await startLab(page);
    await openTerminal(page);
    await type(page, 'ls -la');
    await expect(screen(page)).toContainText('package.json');
    expect(await violationsOf(page, axeOn(page).include('.uh-panels'))).toEqual([]);
  });
}

import { expect } from '@playwright/test';
import { notice, paste, runServer, startLab, state, test } from './site.ts';

const SERVER = (body: string) => `import { createServer } from 'node:http';
${body}
`;

async function runMain(page: Parameters<typeof paste>[0], main: string): Promise<void> {
  await startLab(page);
  await paste(page, 'main.ts', main);
  await page.getByRole('button', { name: /^Run/ }).click();
}

async function request(page: Parameters<typeof paste>[0]): Promise<void> {
  await expect(state(page)).toHaveText(/Running on port 3000/);
  await page.getByRole('button', { name: 'Start load' }).click();
}

test('a syntax error names file, line and column, and is marked in the editor', async ({ page }) => {
  await runMain(page, 'const port = 3000;\nconst oops = ;\n');
  await expect(notice(page)).toContainText('src/main.ts:2:14');
  await expect(page.locator('.monaco-editor .squiggly-error').first()).toBeVisible();
});

test('a throw at start shows the error, its place and exit code 1', async ({ page }) => {
  await runMain(page, 'const port = 3000;\nthrow new Error(`no config for ${port}`);\n');
  await expect(state(page)).toHaveText(/exit code 1/);
  await expect(notice(page)).toContainText('Error: no config for 3000');
  await expect(notice(page)).toContainText('src/main.ts:2');
});

test('an endless loop at start is stopped within seconds, with its line', async ({ page }) => {
  await runMain(page, 'let turns = 0;\nwhile (true) {\n  turns++;\n}\n');
  await expect(notice(page)).toContainText('event loop did not turn');
  await expect(notice(page)).toContainText('src/main.ts:2');
});

test('an endless loop in a handler is stopped, and the next run works', async ({ page }) => {
  await runMain(page, SERVER('createServer((request, response) => {\n  while (true) {}\n}).listen(3000);'));
  await request(page);
  await expect(notice(page)).toContainText('event loop did not turn');
  await expect(notice(page)).toContainText('src/main.ts:3');
  await paste(page, 'main.ts', SERVER("createServer((request, response) => response.end('ok')).listen(3000);"));
  await runServer(page);
});

test('a server that eats its memory dies at the limit with exit code 134', async ({ page }) => {
  await runMain(
    page,
    SERVER(
      "const kept: unknown[] = [];\ncreateServer((request, response) => {\n  for (let i = 0; i < 50_000; i++) kept.push({ at: i, text: `row ${i}` });\n  response.end('ok');\n}).listen(3000);",
    ),
  );
  await request(page);
  await expect(state(page)).toHaveText(/exit code 134/, { timeout: 60_000 });
  await expect(notice(page)).toContainText('64 MB');
  await expect(page.getByText('JavaScript heap out of memory').first()).toBeVisible();
});

test('an unhandled rejection ends the process with exit code 1 and its stack', async ({ page }) => {
  await runMain(page, "async function connect(): Promise<void> {\n  throw new Error('database is down');\n}\nvoid connect();\nsetInterval(() => {}, 1000);\n");
  await expect(state(page)).toHaveText(/exit code 1/);
  await expect(page.getByText('Error: database is down').first()).toBeVisible();
  await expect(page.getByText('at connect').first()).toBeVisible();
});

test('an exception in a timer ends the process as Node does', async ({ page }) => {
  await runMain(page, "setTimeout(() => {\n  throw new TypeError('late');\n}, 20);\n");
  await expect(state(page)).toHaveText(/exit code 1/);
  await expect(notice(page)).toContainText('TypeError: late');
});

test('a server that never listens is told so', async ({ page }) => {
  await runMain(page, SERVER('createServer();\nsetInterval(() => {}, 1000);'));
  await expect(notice(page)).toContainText('nothing listens on port 3000');
});

test('a handler that never answers is told so', async ({ page }) => {
  await runMain(page, SERVER('createServer(() => {}).listen(3000);'));
  await request(page);
  await expect(notice(page)).toContainText('get no answer');
});

test('process.exit(3) shows exit code 3', async ({ page }) => {
  await runMain(page, "console.log('leaving');\nprocess.exit(3);\n");
  await expect(state(page)).toHaveText(/exit code 3/);
});

test('a log line of 1 MB does not freeze the page', async ({ page }) => {
  await runMain(page, SERVER("console.log('x'.repeat(1_000_000));\ncreateServer((request, response) => response.end('ok')).listen(3000);"));
  await expect(state(page)).toHaveText(/Running on port 3000/);
  await page.getByRole('tab', { name: /^Log/ }).click();
  await expect(page.getByRole('button', { name: 'show all 1000 KB' })).toBeVisible();
});

test('an emptied entry file is a program that ends, not a broken page', async ({ page }) => {
  await runMain(page, '');
  await expect(state(page)).toHaveText(/exit code 0/);
});

test('a program that deletes its entry file can be run again', async ({ page }) => {
  await runMain(
    page,
    SERVER("import { unlinkSync } from 'node:fs';\nunlinkSync('src/main.ts');\ncreateServer((request, response) => response.end('ok')).listen(3000);"),
  );
  await expect(state(page)).toHaveText(/Running on port 3000/);
  await runServer(page);
});

test('the page answers while a handler loops', async ({ page }) => {
  await runMain(page, SERVER('createServer(() => {\n  while (true) {}\n}).listen(3000);'));
  await request(page);
  await page.getByRole('tab', { name: 'Hints' }).click();
  await expect(page.getByRole('button', { name: 'Open hint 1' })).toBeVisible();
  await expect(notice(page)).toContainText('event loop did not turn');
});

test('leaving in the middle of a run keeps the last edit', async ({ page }) => {
  await startLab(page);
  await paste(page, 'main.ts', "console.log('mine');\nsetInterval(() => {}, 1000);\n");
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.goto('/course/');
  await page.goto('/lessons/the-pager/');
  await page.getByRole('button', { name: 'Start lab' }).click();
  await page.locator('.uh-files').getByRole('tab', { name: 'main.ts' }).click();
  await expect(page.locator('.monaco-editor').getByText('mine')).toBeVisible();
});

test('a tab that dies in the middle of a line keeps what was typed half a second before', async ({ page, context }) => {
  await startLab(page);
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// typed before the end, and without a pause ', { delay: 40 });
  const crashed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  // Nobody is left to answer it.
  session.send('Page.crash').catch(() => {});
  await crashed;
  const again = await context.newPage();
  await startLab(again);
  await expect(again.locator('.monaco-editor .view-lines').first()).toContainText('// typed before the end');
});

test('an import of a file that is not there names the importing line', async ({ page }) => {
  await runMain(page, "import { helper } from './nothing.ts';\nhelper();\n");
  await expect(state(page)).toHaveText(/exit code 1/);
  await expect(notice(page)).toContainText("Cannot find module '/app/src/nothing.ts'");
  await expect(notice(page)).toContainText('src/main.ts:1');
});

test('a part of the engine that does not come is told, with a retry that works and a report to copy', async ({ page, context, complaints }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  let isBroken = true;
  await page.route(/\.wasm/, (route) => (isBroken ? route.abort() : route.continue()));
  await startLab(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(notice(page)).toContainText('Something of ours failed');
  await page.getByRole('button', { name: 'Copy a report' }).click();
  await expect(page.getByRole('button', { name: 'Report copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^Unhandled, lab the-pager\nPage: http.*\nBrowser: .*Chrom.*\nTime: .*\nProblem: failed: \S.*\nChanged files: none\n$/,
  );
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(state(page)).toHaveText(/Running on port 3000/);
  complaints.length = 0; // the browser itself says that a file did not come
});

test('an editor that does not come is told, the lab runs without it, and a retry brings it', async ({ page, complaints }) => {
  let isBroken = true;
  await page.route(/editor\.main.*\.css/, (route) => (isBroken ? route.abort() : route.continue()));
  await page.goto('/lessons/the-pager/');
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.getByText('The editor did not come')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(state(page)).toHaveText(/Running on port 3000/);
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  complaints.length = 0; // the browser itself says that a file did not come
});

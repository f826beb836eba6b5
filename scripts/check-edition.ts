// The worked example of a team's own content, as that team would use it: its lab is checked, its site built and used in a browser.
// Usage: node scripts/check-edition.ts [--json]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { checkLinks } from './check-links.ts';
import { findBrowser } from './find-browser.mjs';
import { IMAGE_PACKAGES } from './image-names.ts';
import { startServer } from './serve.mjs';
import { projectEnvironment, ROOT } from './set-up.mjs';

const CONTENT_DIR = fileURLToPath(new URL('../examples/own-incident', import.meta.url));
const EDITION = join(ROOT, '.cache', 'edition');
const SITE = join(EDITION, 'dist');
const LAB = 'the-watched-template';

const results: { readonly what: string; readonly problem: string | undefined }[] = [];

/** One expectation. What it throws is its failure. */
async function expectThat(what: string, isSo: () => Promise<boolean | string> | boolean | string): Promise<void> {
  let problem: string | undefined;
  try {
    const answer = await isSo();
    problem = answer === true ? undefined : answer === false ? 'it is not so' : answer;
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  results.push({ what, problem });
  console.error(problem === undefined ? `ok   ${what}` : `FAIL ${what}: ${problem}`);
}

/** A command of the project with CONTENT_DIR set, inside the edition's own folder for what it leaves. */
function command(script: string, ...args: string[]): string {
  const { status, stdout, error } = spawnSync('node', [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...projectEnvironment(), CONTENT_DIR, KEEP_RESULTS_INSIDE: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${status}`);
  return stdout;
}

const page = (path: string) => readFileSync(join(SITE, path, 'index.html'), 'utf8');

const enginesBefore = engineStamps();
await expectThat('its lab behaves as declared', () => (JSON.parse(command('scripts/labs.ts', 'check', LAB, '--json')) as { ok: boolean }).ok);
await expectThat('its site is built', () => command('scripts/build-site.mjs') !== undefined);
// It reaches our packages by a link: a module that was bundled twice, by both ways, made another engine, in our folder, too.
await expectThat('its engine is made of the same sources as ours', () => engineStamps() === enginesBefore);
await expectThat(
  'pages carry its name and logo',
  () => page('course').includes('Kontor Nord labs') && page('course').includes('edition-logo.svg') && existsSync(join(SITE, 'edition-logo.svg')),
);
await expectThat('the course shows the chosen chapters, then its own', () => {
  const html = page('course');
  return html.includes('6.1') && html.includes('The watched template') && html.includes('The pager') && !html.includes('Heap forensics');
});
await expectThat('the Chinese course has its Chinese words', () => page('zh-cn/course').includes('被监视的模板'));
await expectThat('every link leads somewhere', () => checkLinks(SITE, 'zh-cn').broken.join('; ') || true);
await expectThat('its lab starts and is judged in a browser', inBrowser);

const failed = results.filter(({ problem }) => problem !== undefined);
if (process.argv.includes('--json')) {
  const faults = failed.map(({ what, problem }) => `${what}: ${problem}`);
  console.log(JSON.stringify({ passed: results.length - failed.length, failed: failed.length, faults }));
}
process.exitCode = failed.length === 0 ? 0 : 1;

function engineStamps(): string {
  return Object.keys(IMAGE_PACKAGES)
    .map((name) => readFileSync(join(ROOT, `packages/engine/images/${name}.image.sha256`), 'utf8'))
    .join();
}

async function inBrowser(): Promise<boolean | string> {
  const server = await startServer({ folder: SITE, port: 0 });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const tab = await browser.newPage({ viewport: { width: 1600, height: 1000 }, serviceWorkers: 'block' });
    await tab.goto(`${server.url}/lessons/${LAB}/`);
    await tab.getByRole('button', { name: 'Start lab' }).click();
    await tab.getByRole('button', { name: 'Verify' }).click({ timeout: 60_000 });
    await tab.locator('.uh-verdict-fail').waitFor({ timeout: 60_000 });
    const failing = await tab.locator('[data-check][data-status=fail]').evaluateAll((items) => items.map((item) => item.getAttribute('data-check')));
    return failing.includes('handles-failing') || `the page showed ${failing.join(', ')}`;
  } finally {
    await browser.close();
    await server.close();
  }
}

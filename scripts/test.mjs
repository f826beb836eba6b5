// npm test: everything CI runs, from a fresh clone. Ends with one line "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildParts, buildSite, installDependencies, projectEnvironment, ROOT, run } from './set-up.mjs';

const RESULTS = join(ROOT, '.cache', 'results');
let passed = 0;
let failed = 0;

function count(what, good, bad) {
  passed += good;
  failed += bad;
  console.log(`${what}: ${good} passed, ${bad} failed\n`);
}

/** A step that is one test: it passes or fails as a whole. */
async function step(what, command, args) {
  console.log(`== ${what}`);
  const code = await run(command, args);
  count(what, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

function readResult(name) {
  const file = join(RESULTS, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

async function unitTests() {
  console.log('== Unit tests');
  const code = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(RESULTS, 'unit.json')}`]);
  const result = readResult('unit.json');
  if (result === undefined) return count('Unit tests', 0, 1);
  count('Unit tests', result.numPassedTests, result.numFailedTests || (code === 0 ? 0 : 1));
}

function labChecks() {
  console.log('== Labs');
  return new Promise((resolve) => {
    const child = spawn('node', ['scripts/labs.ts', 'check', '--json'], { cwd: ROOT, env: projectEnvironment(), stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.on('close', () => {
      let labs = [];
      try {
        ({ labs } = JSON.parse(out));
      } catch (error) {
        console.error(`The lab checks printed no result: ${error.message}`);
      }
      for (const row of labs) console.log(`${row.ok ? 'ok  ' : 'FAIL'} ${row.slug} ${row.variant}: ${row.failed.join(', ') || 'passes'}`);
      const good = labs.filter((row) => row.ok).length;
      count('Labs', good, labs.length === 0 ? 1 : labs.length - good);
      resolve();
    });
  });
}

async function browserTests() {
  console.log('== Browser tests');
  const code = await run('playwright', ['test'], { env: { ...projectEnvironment(), PLAYWRIGHT_JSON_OUTPUT_NAME: join(RESULTS, 'browser.json') } });
  const stats = readResult('browser.json')?.stats;
  if (stats === undefined) return count('Browser tests', 0, 1);
  count('Browser tests', stats.expected + stats.flaky, stats.unexpected || (code === 0 ? 0 : 1));
}

await installDependencies();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
let browser;
try {
  browser = await (await import('./find-browser.mjs')).findBrowser();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
process.env.CHROME_PATH = browser;
await buildParts();
await step('Static checks', 'node', ['scripts/check.mjs']);
await unitTests();
await labChecks();
await buildSite();
await browserTests();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

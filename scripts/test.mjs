// npm test: everything CI runs, from a fresh clone. Ends with one line "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { askForAdvisories } from './check-advisories.mjs';
import { failedInVitest, resultOfPlaywright } from './failed-tests.mjs';
import { findBrowser } from './find-browser.mjs';
import { buildParts, buildSite, installDependencies, projectEnvironment, ROOT, run } from './set-up.mjs';

const RESULTS = join(ROOT, '.cache', 'results');
let passed = 0;
let failed = 0;
/** A line for each suite, and what failed in it: told again at the end, where a log that keeps only its tail has it too. @type {string[]} */
const summary = [];

/** One suite. What it throws, and a suite that ran nothing, is a failure and never an early end. */
async function suite(name, tests) {
  console.log(`\n== ${name}`);
  const startedAt = performance.now();
  const result = { passed: 0, failed: 0, faults: [] };
  try {
    Object.assign(result, await tests());
  } catch (error) {
    result.failed++;
    result.faults.push(error.message);
  }
  if (result.skipped !== undefined) {
    tell(`${name}: skipped, ${result.skipped}`);
    return;
  }
  if (result.passed + result.failed === 0) {
    result.failed = 1;
    result.faults.push('nothing was run');
  }
  passed += result.passed;
  failed += result.failed;
  tell(`${name}: ${result.passed} passed, ${result.failed} failed, in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  for (const fault of result.faults) tell(`  - ${fault}`);
}

function tell(line) {
  console.log(line);
  summary.push(line);
}

function readResult(name) {
  const file = join(RESULTS, name);
  if (!existsSync(file)) throw new Error(`The tests ended without writing ${file}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function unitTests() {
  const code = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(RESULTS, 'unit.json')}`]);
  const report = readResult('unit.json');
  // A file that cannot be loaded, or an error outside any test, fails no test by name.
  return { passed: report.numPassedTests, failed: report.numFailedTests || (code === 0 ? 0 : 1), faults: failedInVitest(report) };
}

/** Of the labs that are also checked on real Node by `npm test`; `npm run labs -- check --runtime node` checks all. */
const ON_REAL_NODE = ['the-pager'];

/** Of the labs that are also checked outside of a browser: with a database, with a thread pool and streams, and plain. `npm run labs -- check` checks all. */
const OUTSIDE_OF_BROWSERS = ['three-leaks', 'request-lifecycle', 'the-pager'];

/** Of each variant that ran outside, what {@link labsInBrowser} holds the browser's verdict against. */
const digests = {};

/** On the embedded engine, in as many processes as there are cores: a machine has one thread. */
async function labsOutside() {
  const waiting = [...OUTSIDE_OF_BROWSERS];
  const sum = { passed: 0, failed: 0, faults: [] };
  async function work() {
    for (let slug = waiting.shift(); slug !== undefined; slug = waiting.shift()) {
      const result = await labChecks(slug, '--once');
      sum.passed += result.passed;
      sum.failed += result.failed;
      sum.faults.push(...result.faults);
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return sum;
}

async function labChecks(...args) {
  const { labs } = JSON.parse(await outputOf('node', ['scripts/labs.ts', 'check', ...args, '--json']));
  if (!args.includes('--runtime')) for (const { slug, variant, digest } of labs) digests[`${slug} ${variant}`] = digest;
  const line = (row) => `${row.slug} ${row.variant}: ${row.failed.join(', ') || 'passes'}`;
  const bad = labs.filter(({ ok }) => !ok);
  for (const row of labs) if (row.ok) console.log(`ok   ${line(row)}`);
  return { passed: labs.length - bad.length, failed: bad.length, faults: bad.map(line) };
}

/** A program that differs for a reason that docs/compat.md gives is as it should be. */
async function compatPrograms() {
  const { total, different } = JSON.parse(await outputOf('node', ['scripts/compat.ts', '--json']));
  const faults = different.filter(({ reason }) => reason === undefined);
  return { passed: total - faults.length, failed: faults.length, faults: faults.map((fault) => JSON.stringify(fault)) };
}

/** All variants of all labs in Chromium: as declared, and with the figures that were measured outside of it. `npm run determinism` takes twenty rounds. */
async function labsInBrowser() {
  const found = JSON.parse(await outputOf('node', ['scripts/determinism.ts', '--json', '--rounds', '1']));
  const otherOutside = Object.keys(digests).filter((key) => digests[key] !== found.digests[key]);
  const faults = new Map([
    ...found.differing.map((key) => [key, 'other figures in another browser']),
    ...otherOutside.map((key) => [key, 'other figures than outside of the browser']),
    ...found.undeclared.map((key) => [key, 'not what lab.json declares']),
  ]);
  return { passed: found.variants - faults.size, failed: faults.size, faults: [...faults].map(([key, fault]) => `${key}: ${fault}`) };
}

/** A package's tarball in an empty project, used in each of the ways that `script` has. */
async function packed(script) {
  const { ways, failed } = JSON.parse(await outputOf('node', [script, '--json']));
  return { passed: ways - failed.length, failed: failed.length, faults: failed };
}

/** Known vulnerabilities of what ships. A registry that does not answer is no pass and no failure of ours. */
function advisories() {
  const { grave, unknown } = askForAdvisories();
  if (unknown !== undefined) return { skipped: unknown };
  return { passed: grave.length === 0 ? 1 : 0, failed: grave.length, faults: grave };
}

/** The worked example of a team's own content, used as that team would. */
async function ownIncident() {
  return JSON.parse(await outputOf('node', ['scripts/check-edition.ts', '--json']));
}

/** What the built site mentions is in it. */
async function siteLinks() {
  await buildSite();
  const { pages, broken } = JSON.parse(await outputOf('node', ['scripts/check-links.ts', '--json']));
  const failed = new Set(broken.map((line) => line.split(':')[0])).size;
  return { passed: pages - failed, failed, faults: broken };
}

function outputOf(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env: projectEnvironment(), stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', () => (text === '' ? reject(new Error(`${command} ${args.join(' ')} printed nothing`)) : resolve(text)));
  });
}

/** The release on every web server of this machine; those that are missing and cannot be installed are named as skipped. */
async function hostingTests() {
  return JSON.parse((await outputOf('node', ['scripts/test-hosting.ts', '--json'])).trim().split('\n').at(-1));
}

async function browserTests(executablePath) {
  await buildSite();
  const env = { ...projectEnvironment(), CHROME_PATH: executablePath, PLAYWRIGHT_JSON_OUTPUT_NAME: join(RESULTS, 'browser.json') };
  const code = await run('playwright', ['test'], { env });
  return resultOfPlaywright(readResult('browser.json'), code);
}

async function everything() {
  await installDependencies();
  // Asked for at once: a machine without one should say so now, not after the first minutes.
  const browser = await findBrowser();
  await buildParts();
  // Most keep one core busy only, so two stand side by side where neither looks at the time.
  await Promise.all([suite('Static checks', runChecks), suite('Programs on Node and in the engine', compatPrograms)]);
  await suite('Known vulnerabilities', advisories);
  await suite('Unit tests', unitTests);
  await Promise.all([suite('Links of the built site', siteLinks), labsWithoutBrowser()]);
  await Promise.all([suite('Labs in Chromium', labsInBrowser), whatOthersInstall()]);
  await suite('Browser tests', () => browserTests(browser));
  await suite('Hosting', hostingTests);
}

async function labsWithoutBrowser() {
  await suite('Labs outside of a browser', labsOutside);
  await suite('Labs on real Node', () => labChecks(...ON_REAL_NODE, '--runtime', 'node'));
}

async function whatOthersInstall() {
  await suite('Packed engine', () => packed('scripts/check-package.ts'));
  // The README's examples on this Node: `npm run leakcheck:matrix` takes 20, 22 and 24, and jest.
  await suite('Packed leakcheck', () => packed('scripts/check-leakcheck.ts'));
  await suite('Own incident', ownIncident);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
try {
  await everything();
} catch (error) {
  tell(error.message);
  failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n== In short\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed`);

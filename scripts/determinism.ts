// npm run determinism: every variant of every lab, again and again in each browser that is here; it fails what lab.json declares, and all
// figures must be the same to the byte.
// Usage: npm run determinism -- [--rounds 20] [--json] [slug...]
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { filesOf, variantsOf, type Verdict } from '../packages/lab/src/index.ts';
import type { Task, TaskResult } from './determinism/tasks.ts';
import { bundleForPage, engineFiles, imageNames, openBrowser, type ServedFiles } from './engine-page.ts';
import { asDeclared, digestOf } from './check-labs.ts';
import { listLabs, readLab } from './read-lab.ts';

/** Opens an address and returns what closes it again. */
type Visit = (url: string) => Promise<() => Promise<void>>;

const inChromium: Visit = async (url) => {
  const browser = await openBrowser();
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`Chromium: ${error.message}`));
  await page.goto(url);
  return () => browser.close();
};

/** Firefox as Debian and others install it: no driver, the page reports by itself. */
function findFirefox(): string | undefined {
  return ['firefox-esr', 'firefox'].find((command) => spawnSync(command, ['--version']).status === 0);
}

function inFirefox(command: string): Visit {
  return async (url) => {
    const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
    const child = spawn(command, ['--headless', '--no-remote', '--profile', profile, url], { stdio: 'ignore' });
    return async () => {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    };
  };
}

async function tasksOf(slugs: readonly string[], rounds: number): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const slug of slugs) {
    const { source } = await readLab(slug);
    for (const variant of variantsOf(source)) tasks.push({ slug, variant, manifest: source.manifest, files: filesOf(source, variant), rounds });
  }
  return tasks;
}

/** Postgres and the bundles of npm packages, for labs that ask. */
function labAssets(): ServedFiles {
  const pglite = fileURLToPath(new URL('../node_modules/@electric-sql/pglite/dist/', import.meta.url));
  const bundles = fileURLToPath(new URL('../packages/engine/images/packages/', import.meta.url));
  const served: ServedFiles = {};
  const types: Readonly<Record<string, string>> = { js: 'text/javascript', wasm: 'application/wasm', data: 'application/octet-stream' };
  for (const name of readdirSync(pglite)) {
    const type = types[name.slice(name.lastIndexOf('.') + 1)];
    if (type !== undefined) served[`/pglite/${name}`] = [type, readFileSync(join(pglite, name))];
  }
  for (const name of readdirSync(bundles))
    if (name.endsWith('.json')) served[`/packages/${encodeURIComponent(name)}`] = ['application/json', readFileSync(join(bundles, name))];
  return served;
}

async function pageFiles(tasks: readonly Task[], slugs: readonly string[]): Promise<ServedFiles> {
  const imports = slugs.map((slug, index) => `import { checks as checks${index} } from './labs/${slug}/checks.ts';`).join('\n');
  const table = slugs.map((slug, index) => `${JSON.stringify(slug)}: checks${index}`).join(', ');
  const worker = `${imports}\nimport { serveTasks } from './scripts/determinism/worker.ts';\nserveTasks({ ${table} });`;
  return {
    ...engineFiles(imageNames()),
    ...labAssets(),
    '/': ['text/html', '<!doctype html><title>determinism</title><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', await bundleForPage({ file: 'scripts/determinism/page.ts' })],
    '/worker.js': ['text/javascript', await bundleForPage({ contents: worker })],
    '/tasks.json': ['application/json', JSON.stringify(tasks)],
  };
}

/** Serves the page to a browser and waits for its report. */
async function resultsIn(visit: Visit, files: ServedFiles): Promise<TaskResult[]> {
  const server = createServer();
  const reported = new Promise<TaskResult[]>((resolve, reject) => {
    server.on('request', async (request: IncomingMessage, response) => {
      if (request.method === 'POST') {
        const report = JSON.parse(await text(request)) as TaskResult[] | { failed: string };
        response.end();
        if ('failed' in report) reject(new Error(report.failed));
        else resolve(report);
        return;
      }
      const file = files[request.url ?? ''];
      response.writeHead(file ? 200 : 404, { 'content-type': file?.[0] ?? 'text/plain' }).end(file?.[1]);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const leave = await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  try {
    return await reported;
  } finally {
    await leave();
    server.close();
    server.closeAllConnections();
  }
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } },
});
const rounds = Number(options.rounds);
const slugs = positionals.length > 0 ? positionals : listLabs();
const tasks = await tasksOf(slugs, rounds);
const files = await pageFiles(tasks, slugs);
const firefox = findFirefox();
const browsers: [string, Visit][] = [['Chromium', inChromium], ...(firefox === undefined ? [] : [['Firefox', inFirefox(firefox)] as [string, Visit]])];

const seen = new Map<string, Set<string>>();
for (const [name, visit] of browsers) {
  const startedMs = performance.now();
  for (const { slug, variant, verdicts } of await resultsIn(visit, files)) {
    const key = `${slug} ${variant}`;
    const all = seen.get(key) ?? new Set();
    for (const verdict of verdicts) all.add(verdict);
    seen.set(key, all);
  }
  if (!options.json) console.log(`${name}: ${rounds} rounds in ${Math.round((performance.now() - startedMs) / 1000)} s`);
}
const differing = [...seen].filter(([, verdicts]) => verdicts.size > 1).map(([key]) => key);
const undeclared = tasks.flatMap(({ slug, variant, manifest }) => {
  const key = `${slug} ${variant}`;
  const verdicts = [...(seen.get(key) ?? [])].map((verdict) => JSON.parse(verdict) as Verdict);
  return verdicts.length > 0 && verdicts.every((verdict) => asDeclared(manifest, variant, verdict).notes.length === 0) ? [] : [key];
});
const digests = Object.fromEntries([...seen].map(([key, [verdict = '']]) => [key, digestOf(verdict)]));
if (options.json) console.log(JSON.stringify({ variants: seen.size, rounds, browsers: browsers.map(([name]) => name), differing, undeclared, digests }));
else {
  if (firefox === undefined) console.log('Firefox: none is installed (firefox-esr or firefox), so it was not asked');
  for (const key of differing) console.log(`DIFFERS ${key}: ${seen.get(key)?.size} different verdicts`);
  for (const key of undeclared) console.log(`FAIL ${key}: not what lab.json declares; npm run labs -- check ${key.split(' ')[0]} says more`);
  console.log(
    `${seen.size} variants, ${rounds} rounds in ${browsers.map(([name]) => name).join(' and ')}: ${differing.length === 0 ? 'identical to the byte' : `${differing.length} differ`}`,
  );
}
if (differing.length + undeclared.length > 0) process.exitCode = 1;

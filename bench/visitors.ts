// npm run bench:visitors -- [--visitors 200] [--json]
// A class opens a lab at the same moment, on one small server: what 200 browsers fetch, fetched 200 times over loopback.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser } from '../scripts/find-browser.mjs';
import { buildSite, talkOnStderr } from '../scripts/set-up.mjs';
import { quantile } from './quantile.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What a browser opens at most to one host. */
const CONNECTIONS = 6;
/** The whole run is given up after this, ms. */
const DEADLINE_MS = 300_000;

const { values } = parseArgs({ options: { visitors: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } } });
const visitors = Number(values.visitors);
if (!Number.isInteger(visitors) || visitors < 1 || visitors > 1000) throw new RangeError(`--visitors is "${values.visitors}": write a number from 1 to 1000`);

talkOnStderr();
await buildSite();
const server = spawn(process.execPath, [join(ROOT, 'scripts/serve.mjs')], {
  cwd: ROOT,
  env: { ...process.env, PORT: '0', HOST: '127.0.0.1' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const url = await addressOf(server);
  const paths = await pathsOfAVisit(url);
  const before = readProcess(server);
  const startedAt = performance.now();
  const visits = await Promise.all(Array.from({ length: visitors }, () => visit(url, paths, startedAt + DEADLINE_MS)));
  const seconds = (performance.now() - startedAt) / 1000;
  const after = readProcess(server);
  const requestMs = visits.flatMap((each) => each.requestMs).sort((a, b) => a - b);
  const visitMs = visits.map((each) => each.visitMs).sort((a, b) => a - b);
  const figures = {
    visitors,
    requests: requestMs.length,
    seconds: round(seconds),
    requests_per_second: Math.round(requestMs.length / seconds),
    megabytes_per_visitor: round((visits[0]?.bytes ?? 0) / 1e6),
    request_ms: { p50: round(quantile(requestMs, 0.5)), p95: round(quantile(requestMs, 0.95)), p99: round(quantile(requestMs, 0.99)) },
    visit_s: { p50: round(quantile(visitMs, 0.5) / 1000), max: round((visitMs.at(-1) ?? 0) / 1000) },
    server: { cpu_seconds: round(after.cpuSeconds - before.cpuSeconds), peak_memory_mb: Math.round(after.peakBytes / 1e6) },
  };
  console.log(values.json ? JSON.stringify(figures, null, 2) : text(figures));
} finally {
  server.kill('SIGTERM');
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The server has no output to read its address from');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = /https?:\S+/.exec(line)?.[0];
  if (url === undefined) throw new Error(`The server did not say its address: ${line}`);
  return url.replace(/\/$/, '');
}

/** What a real browser fetches from the landing page to the first verdict of the first lab, with nothing in its cache. */
async function pathsOfAVisit(url: string): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, serviceWorkers: 'block' });
    const paths = new Set<string>();
    page.on('request', (request) => {
      if (request.url().startsWith(url)) paths.add(request.url().slice(url.length));
    });
    await page.goto(`${url}/`, { waitUntil: 'networkidle' });
    await page.goto(`${url}/lessons/the-pager/`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Start lab' }).click();
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.locator('.uh-verdict-fail').waitFor();
    await page.waitForLoadState('networkidle');
    return [...paths];
  } finally {
    await browser.close();
  }
}

interface Visit {
  readonly bytes: number;
  readonly visitMs: number;
  readonly requestMs: readonly number[];
}

async function visit(url: string, paths: readonly string[], deadline: number): Promise<Visit> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const startedAt = performance.now();
  const requestMs: number[] = [];
  let bytes = 0;
  const waiting = [...paths];
  async function fetchNext(): Promise<void> {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      if (performance.now() > deadline) throw new Error(`${visitors} visitors were not served within ${DEADLINE_MS / 1000} s`);
      const sentAt = performance.now();
      bytes += await fetchOne(url + path, agent);
      requestMs.push(performance.now() - sentAt);
    }
  }
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, fetchNext));
    return { bytes, visitMs: performance.now() - startedAt, requestMs };
  } finally {
    agent.destroy();
  }
}

function fetchOne(address: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(address, { agent, headers: { 'accept-encoding': 'br, gzip' } }, (response) => {
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => (response.statusCode === 200 ? resolve(length) : reject(new Error(`${address}: ${response.statusCode}`))));
    }).on('error', reject);
  });
}

/** From Linux's /proc; zeros elsewhere. */
function readProcess({ pid }: ChildProcess): { readonly cpuSeconds: number; readonly peakBytes: number } {
  if (process.platform !== 'linux') return { cpuSeconds: 0, peakBytes: 0 };
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuSeconds: ticks / 100, peakBytes: Number(peak ?? 0) * 1024 };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function text(figures: Record<string, unknown>): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(24)}${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('\n');
}

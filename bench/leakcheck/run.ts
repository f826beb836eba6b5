// npm run bench:leakcheck -- [--json] [--write] [--lanes=N] [METHOD...]: leakcheck and what else there is, on the same 24 servers, or the methods
// named. --write puts the table into the README of packages/leakcheck and into docs/leakcheck.md.
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkLeaks } from '../../packages/leakcheck/check/index.ts';
import { writeTable } from './write-table.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const RUN_MS = 900_000;

type Called = 'leak' | 'clean' | 'inconclusive';

/** A way to look for leaks, on one server. */
type Method = (server: string, upstreamPort: string) => Promise<{ readonly called: Called; readonly said: string }>;

/** How often a method was right, and what it took in all. */
export interface Score {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
  inconclusive: number;
  ms: number;
}

const ours: Method = async (server, upstreamPort) => {
  const { createService } = (await import(`./servers/${server}.mjs`)) as {
    createService: () => Promise<{ request: (n: number) => { path: string; expect: number } }>;
  };
  const { request } = await createService();
  const report = await checkLeaks({ start: 'serve.mjs', args: [server], cwd: HERE, env: { UPSTREAM_PORT: upstreamPort }, request });
  return { called: report.status === 'leaks' ? 'leak' : report.status, said: report.toString() };
};

/** What a peer's process found: how many things it lists, and whether the server answered all requests. */
interface Found {
  readonly listed: number;
  readonly answered: boolean;
  readonly text: string;
}

async function runPeer(peer: string, args: readonly string[], upstreamPort: string): Promise<Found> {
  const child = fork(join(HERE, `peers/${peer}.mjs`), args, { execArgv: ['--expose-gc'], env: { ...process.env, UPSTREAM_PORT: upstreamPort } });
  const [found] = (await once(child, 'message', { signal: AbortSignal.timeout(RUN_MS) })) as [Found];
  return found;
}

/** A server that stopped answering counts as found, whatever the tool says: the test that sends the request fails. */
const judging =
  (peer: string, ...args: readonly string[]): Method =>
  async (server, upstreamPort) => {
    const { listed, answered, text } = await runPeer(peer, [server, ...args], upstreamPort);
    return { called: listed > 0 || !answered ? 'leak' : 'clean', said: text };
  };

/** One that lists everything: a leak is what it does not list for a server that does nothing. */
const listing = (peer: string): Method => {
  let control: Promise<Found> | undefined;
  return async (server, upstreamPort) => {
    const { listed: always } = await (control ??= runPeer(peer, ['control'], upstreamPort));
    const { listed, answered, text } = await runPeer(peer, [server], upstreamPort);
    return { called: listed > always || !answered ? 'leak' : 'clean', said: text };
  };
};

const jest: Method = async (server, upstreamPort) => {
  const options = ['--config', join(HERE, 'peers/jest/jest.config.json'), '--detectOpenHandles', '--forceExit'];
  const child = spawn(process.execPath, ['--experimental-vm-modules', join(HERE, 'node_modules/jest/bin/jest.js'), ...options], {
    cwd: HERE,
    env: { ...process.env, SERVICE: server, UPSTREAM_PORT: upstreamPort, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: RUN_MS,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  // Out of time says nothing about the server.
  if (code === null || text.includes('Exceeded timeout')) throw new Error(`jest did not finish with ${server}:\n${text}`);
  return { called: /Jest has detected the following \d+ open handle/.test(text) || code !== 0 ? 'leak' : 'clean', said: text };
};

const METHODS: Readonly<Record<string, Method>> = {
  ours,
  'why-is-node-running': listing('why-is-node-running'),
  wtfnode: listing('wtfnode'),
  'jest --detectOpenHandles': jest,
  leakage: judging('leakage'),
  'heapUsed, any growth': judging('heap-used', '0'),
  'heapUsed, 1 MB': judging('heap-used', String(1024 * 1024)),
};

function serversOf(kind: 'leaking' | 'clean'): string[] {
  return readdirSync(join(HERE, 'servers', kind))
    .sort()
    .map((file) => `${kind}/${file.replace(/\.mjs$/, '')}`);
}

async function scoreOf(name: string, method: Method, upstreamPort: string): Promise<Score> {
  const score: Score = { tp: 0, fp: 0, fn: 0, tn: 0, inconclusive: 0, ms: 0 };
  const left = (['leaking', 'clean'] as const).flatMap((kind) => serversOf(kind).map((server) => ({ kind, server })));
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { kind, server } = next;
      const startMs = performance.now();
      const { called, said } = await method(server, upstreamPort);
      score.ms += Math.round(performance.now() - startMs);
      const right = called === (kind === 'leaking' ? 'leak' : 'clean');
      if (called === 'inconclusive') score.inconclusive++;
      else score[kind === 'leaking' ? (right ? 'tp' : 'fn') : right ? 'tn' : 'fp']++;
      console.error(`${right ? 'ok   ' : 'WRONG'} ${name}: ${server} is called ${called}${right || name !== 'ours' ? '' : `\n${said}`}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return score;
}

if (!existsSync(join(HERE, 'node_modules/jest')))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: HERE, stdio: ['ignore', 'inherit', 'inherit'] });
/** Servers at once, one when not given: more are done sooner, and each takes longer. */
const lanes = Number(/--lanes=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 1);
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const upstream = fork(join(HERE, 'upstream.mjs'));
try {
  const [port] = (await once(upstream, 'message')) as [number];
  const scores: Record<string, Score> = {};
  for (const [name, method] of Object.entries(METHODS))
    if (asked.length === 0 || asked.includes(name)) scores[name] = await scoreOf(name, method, String(port));
  const { ours: own, ...peers } = scores as Record<string, Score> & { ours: Score };
  if (process.argv.includes('--write')) writeTable('comparison', comparison(scores));
  console.log(JSON.stringify({ ours: own, peers }, null, process.argv.includes('--json') ? undefined : 2));
} finally {
  upstream.disconnect();
}

/** Rows of the table that the README shows. */
function comparison(scores: Readonly<Record<string, Score>>): string {
  const rows = Object.entries(scores).map(([name, { tp, fp, inconclusive, ms }]) => {
    const called = name === 'ours' ? '**leakcheck**' : name;
    return `| ${called} | ${tp} of 12 | ${fp} of 12 | ${inconclusive} | ${(ms / 24_000).toFixed(1)} s |`;
  });
  return ['| | leaks found | false alarms | inconclusive | time per server |', '|--|--|--|--|--|', ...rows].join('\n');
}

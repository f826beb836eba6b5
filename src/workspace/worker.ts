import { type Files, type LabChecks, ProgramError, type Server, type ServerEvent, toProgram, type Verdict, type VerifyEvent, verify } from '@unhandled/lab';
import { createEngineSandbox } from '@unhandled/lab/sandboxes/engine';
import { startDatabase } from './database.ts';
import { loadEngineAssets } from './engine-assets.ts';
import { groupHandles } from './handle-groups.ts';
import { KeptLoads } from './kept-loads.ts';
import { loadLab } from './lab-source.ts';
import { LoadGenerator } from './load-generator.ts';
import type { Command, LogText, Report } from './protocol.ts';
import { WorkerShell } from './terminal/worker-shell.ts';
import { messageOf } from './problem-report.ts';

const CHECKS = import.meta.glob<LabChecks>('/labs/*/checks.ts', { import: 'checks' });
const sandbox = createEngineSandbox({ assets: loadEngineAssets, database: startBusily });

/** A database builds itself in one go, some seconds of a slow machine: nobody shall take that for a worker which is stuck. */
async function startBusily(): ReturnType<typeof startDatabase> {
  post({ kind: 'busy', forMs: DATABASE_MS });
  try {
    return await startDatabase();
  } finally {
    post({ kind: 'busy', forMs: 0 });
  }
}

/** Handles sent to the page one by one: the newest. */
const TABLE_ROWS = 500;
/** How long a database may take to start. */
const DATABASE_MS = 60_000;
/** Readings a second while the page is looked at. */
const READING_MS = 250;
/** The log goes to the page in bundles: a server that prints without end must not flood it. */
const LOG_MS = 100;

const post = (report: Report): void => postMessage(report);

interface Running {
  readonly server: Server;
  readonly load: LoadGenerator;
}

let running: Running | undefined;
let runNumber = 0;
let verifying: AbortController | undefined;
let visible = true;
let reading = false;
let log: LogText[] = [];

const prepared = new KeptLoads<Awaited<ReturnType<typeof fetchLab>>>();

/** Fetched and compiled once; a Run that follows another must not wait for it again. */
const prepare = (slug: string) => prepared.get(slug, () => fetchLab(slug));

async function fetchLab(slug: string) {
  post({ kind: 'phase', phase: 'lab' });
  const source = await loadLab(slug);
  post({ kind: 'phase', phase: 'engine' });
  const [checks] = await Promise.all([CHECKS[`/labs/${slug}/checks.ts`]?.(), loadEngineAssets(source.manifest.packages)]);
  if (checks === undefined) throw new RangeError(`Lab "${slug}" has no checks.ts`);
  return { source, checks };
}

const shell = new WorkerShell({
  manifest: async (lab) => (await prepare(lab)).source.manifest,
  running: () => running?.server.computer,
  idle: (manifest, files) => {
    if (sandbox.computer === undefined) throw new Error('This sandbox has no computer for a shell');
    return sandbox.computer(toProgram(manifest, files));
  },
  verify: (lab, files, signal) => judge(lab, files, { signal }),
  nextRun: () =>
    new Promise((resolve) => {
      onRunSettled = resolve;
    }),
  post,
});
/** Told once how the next run came up. */
let onRunSettled: ((how: string) => void) | undefined;

/** Of the run that is coming up. */
let listeningAt: number | undefined;

/** A server may listen before its boot is over: the shell is told when it can be spoken with. */
function settleListening(): void {
  if (running !== undefined && listeningAt !== undefined) settleRun(`listening on port ${listeningAt}; its log is in the Log panel`);
}

function settleRun(how: string): void {
  onRunSettled?.(how);
  onRunSettled = undefined;
}

async function run(slug: string, files: Files): Promise<void> {
  await Promise.all([stop(), shell.leaveIdle()]);
  const number = ++runNumber;
  listeningAt = undefined;
  const { source } = await prepare(slug);
  post({ kind: 'phase', phase: 'boot' });
  const { manifest } = source;
  try {
    const server = await sandbox.boot(toProgram(manifest, files), { clock: 'real', attributeRequests: true, onEvent: (event) => onServerEvent(number, event) });
    if (number !== runNumber) return void server.kill();
    const tellFault = (text: string) => void server.read().then(({ atMs }) => log.push({ stream: 'stderr', text, atMs }));
    running = { server, load: new LoadGenerator(server, manifest, () => post({ kind: 'answered' }), tellFault) };
    post({ kind: 'started' });
    settleListening();
  } catch (error) {
    settleRun(`not started: ${messageOf(error)}`);
    if (!(error instanceof ProgramError)) throw error;
    post({ kind: 'rejected', message: error.message, ...(error.at && { at: error.at }) });
  }
}

function onServerEvent(number: number, event: ServerEvent): void {
  if (number !== runNumber) return;
  if (event.kind === 'log') log.push(event);
  else if (event.kind === 'listening') {
    post({ kind: 'listening', port: event.port, atMs: event.atMs });
    listeningAt = event.port;
    settleListening();
  } else {
    flushLog();
    settleRun(`ended with exit code ${event.exit.code}`);
    running?.load.stop();
    post({ kind: 'exit', exit: event.exit, atMs: event.atMs });
  }
}

async function stop(): Promise<void> {
  runNumber++;
  running?.load.stop();
  const stopped = running;
  running = undefined;
  flushLog();
  await stopped?.server.kill();
}

async function takeReading(): Promise<void> {
  if (running === undefined || reading) return;
  reading = true;
  try {
    const current = running;
    const { atMs, handles, heapBytes, alive, services } = await current.server.read();
    if (!alive || current !== running) return;
    const counts: Record<string, number> = {};
    for (const { kind } of handles) counts[kind] = (counts[kind] ?? 0) + 1;
    const latency = current.load.takeLatency();
    const { postgres } = services ?? {};
    const pool = postgres && { inUse: counts['lease'] ?? 0, waiting: counts['operation'] ?? 0, ...postgres };
    const sample = { atMs, handles: counts, heapBytes, answers: { ...current.load.answers }, ...(latency && { latency }), ...(pool && { pool }) };
    post({ kind: 'reading', reading: sample, table: handles.slice(-TABLE_ROWS), groups: groupHandles(handles) });
  } finally {
    reading = false;
  }
}

function flushLog(): void {
  if (log.length === 0) return;
  post({ kind: 'log', lines: log });
  log = [];
}

/** The checks of a lab on these files, on servers of their own. */
async function judge(slug: string, files: Files, options: Parameters<typeof verify>[3] = {}): Promise<Verdict> {
  const { source, checks } = await prepare(slug);
  return verify({ slug, manifest: source.manifest, checks }, files, sandbox, options);
}

async function runVerify(slug: string, files: Files): Promise<void> {
  if (verifying) return;
  const leaving = new AbortController();
  verifying = leaving;
  try {
    const onEvent = (event: VerifyEvent) => post({ kind: 'verify-event', event });
    post({ kind: 'verdict', verdict: await judge(slug, files, { signal: leaving.signal, onEvent }) });
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
    post({ kind: 'verify-cancelled' });
  } finally {
    verifying = undefined;
  }
}

let measuring: Promise<void> = Promise.resolve();

async function measureVersion(slug: string, key: string, files: Files): Promise<void> {
  try {
    post({ kind: 'version-measured', key, verdict: await judge(slug, files) });
  } catch (error) {
    post({ kind: 'version-failed', key, message: messageOf(error) });
  }
}

async function obey(command: Command): Promise<void> {
  switch (command.kind) {
    case 'prepare':
      await prepare(command.lab);
      return post({ kind: 'prepared' });
    case 'run':
      return run(command.lab, command.files);
    case 'stop':
      return stop();
    case 'load':
      return command.load === undefined ? running?.load.stop() : running?.load.start(command.load);
    case 'burst':
      return running?.load.burst(command.plan, command.count);
    case 'request': {
      const record = await running?.load.request(command.request);
      return record && post({ kind: 'response', record });
    }
    case 'mark-memory':
      return running?.server.memory?.mark();
    case 'read-memory': {
      const memory = running?.server.memory?.read();
      return memory && post({ kind: 'memory', memory });
    }
    case 'verify':
      return runVerify(command.lab, command.files);
    case 'cancel-verify':
      return verifying?.abort();
    case 'measure':
      measuring = measuring.then(() => measureVersion(command.lab, command.key, command.files));
      return measuring;
    case 'shell-run':
    case 'shell-complete':
    case 'shell-interrupt':
      return shell.obey(command);
    case 'visible':
      visible = command.on;
      return;
    case 'ping':
      return post({ kind: 'pong', id: command.id });
  }
}

addEventListener('message', ({ data }: MessageEvent<Command>) => {
  obey(data).catch((error: unknown) => post({ kind: 'failed', message: messageOf(error) }));
});
setInterval(() => {
  if (visible) void takeReading();
}, READING_MS);
setInterval(flushLog, LOG_MS);

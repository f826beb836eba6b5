import { type LabChecks, type LabManifest, ProgramError, type RequestSpec, type Server, type ServerEvent, shuffle, toProgram, verify } from '@unhandled/lab';
import { createEngineSandbox } from '@unhandled/lab/sandboxes/engine';
import { loadEngineAssets } from './engine-assets.ts';
import { loadLab } from './lab-source.ts';
import type { Command, LogText, Report } from './protocol.ts';

const CHECKS = import.meta.glob<LabChecks>('/labs/*/checks.ts', { import: 'checks' });
const sandbox = createEngineSandbox({ assets: loadEngineAssets });

/** Readings a second while the page is looked at. */
const READING_MS = 250;
/** The log goes to the page in bundles: a server that prints without end must not flood it. */
const LOG_MS = 100;
/** Requests under way at once at most, so that a server which never answers does not pile them up without end. */
const MAX_UNDER_WAY = 400;

const post = (report: Report): void => postMessage(report);

interface Running {
  readonly server: Server;
  readonly manifest: LabManifest;
  readonly answers: Record<number, number>;
  underWay: number;
}

let running: Running | undefined;
let runNumber = 0;
let load: { timer: ReturnType<typeof setInterval>; leaving: AbortController } | undefined;
let verifying: AbortController | undefined;
let visible = true;
let reading = false;
let log: LogText[] = [];

const prepared = new Map<string, ReturnType<typeof fetchLab>>();

/** Fetched and compiled once; a Run that follows another must not wait for it again. */
function prepare(slug: string): ReturnType<typeof fetchLab> {
  const known = prepared.get(slug) ?? fetchLab(slug);
  prepared.set(slug, known);
  known.catch(() => prepared.delete(slug));
  return known;
}

async function fetchLab(slug: string) {
  post({ kind: 'phase', phase: 'lab' });
  const source = await loadLab(slug);
  post({ kind: 'phase', phase: 'engine' });
  const [checks] = await Promise.all([CHECKS[`/labs/${slug}/checks.ts`]?.(), loadEngineAssets(source.manifest.packages)]);
  if (checks === undefined) throw new RangeError(`Lab "${slug}" has no checks.ts`);
  return { source, checks };
}

async function run(slug: string, files: Readonly<Record<string, string>>): Promise<void> {
  await stop();
  const number = ++runNumber;
  const { source } = await prepare(slug);
  post({ kind: 'phase', phase: 'boot' });
  const { manifest } = source;
  try {
    const server = await sandbox.boot(toProgram(manifest, files), { clock: 'real', onEvent: (event) => onServerEvent(number, event) });
    if (number !== runNumber) return void server.kill();
    running = { server, manifest, answers: {}, underWay: 0 };
    post({ kind: 'started' });
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    post({ kind: 'rejected', message: error.message, ...(error.at && { at: error.at }) });
  }
}

function onServerEvent(number: number, event: ServerEvent): void {
  if (number !== runNumber) return;
  if (event.kind === 'log') log.push(event);
  else if (event.kind === 'listening') post({ kind: 'listening', port: event.port, atMs: event.atMs });
  else {
    flushLog();
    setLoad(false);
    post({ kind: 'exit', exit: event.exit, atMs: event.atMs });
  }
}

async function stop(): Promise<void> {
  runNumber++;
  setLoad(false);
  const stopped = running;
  running = undefined;
  flushLog();
  await stopped?.server.kill();
}

/** The lab's traffic: each request of the mix as often as its weight says, in an order that repeats. */
function trafficOf(manifest: LabManifest): RequestSpec[] {
  const { mix } = manifest.load;
  const list = mix.flatMap(({ weight, request }) => new Array<RequestSpec>(Math.round(weight)).fill(request as RequestSpec));
  return shuffle(list, 7);
}

function setLoad(on: boolean): void {
  if (load) {
    clearInterval(load.timer);
    load.leaving.abort();
    load = undefined;
  }
  if (!on || running === undefined) return;
  const target = running;
  const traffic = trafficOf(target.manifest);
  const leaving = new AbortController();
  const startedMs = performance.now();
  let sent = 0;
  const sendDue = () => {
    const due = 1 + Math.floor(((performance.now() - startedMs) / 1000) * target.manifest.load.requestsPerSecond);
    for (; sent < due && target.underWay < MAX_UNDER_WAY; sent++) void sendOne(target, traffic[sent % traffic.length] as RequestSpec, leaving.signal);
    // Time in which the server could not keep up is gone, as it is for real clients that give up.
    sent = Math.max(sent, due);
  };
  sendDue();
  load = { timer: setInterval(sendDue, 25), leaving };
}

async function sendOne(target: Running, request: RequestSpec, signal: AbortSignal): Promise<void> {
  target.underWay++;
  try {
    const [record] = await target.server.send([request], { timeoutMs: 5000, signal });
    const status = record?.kind === 'response' ? record.status : 0;
    if (status !== 0 && Object.keys(target.answers).length === 0) post({ kind: 'answered' });
    if (!signal.aborted || status !== 0) target.answers[status] = (target.answers[status] ?? 0) + 1;
  } finally {
    target.underWay--;
  }
}

async function takeReading(): Promise<void> {
  if (running === undefined || reading) return;
  reading = true;
  try {
    const current = running;
    const { atMs, handles, heapBytes, alive } = await current.server.read();
    if (!alive || current !== running) return;
    const counts: Record<string, number> = {};
    for (const { kind } of handles) counts[kind] = (counts[kind] ?? 0) + 1;
    post({ kind: 'reading', reading: { atMs, handles: counts, heapBytes, answers: { ...current.answers } }, table: handles.slice(-500) });
  } finally {
    reading = false;
  }
}

function flushLog(): void {
  if (log.length === 0) return;
  post({ kind: 'log', lines: log });
  log = [];
}

async function runVerify(slug: string, files: Readonly<Record<string, string>>): Promise<void> {
  if (verifying) return;
  const leaving = new AbortController();
  verifying = leaving;
  try {
    const { source, checks } = await prepare(slug);
    const verdict = await verify({ slug, manifest: source.manifest, checks }, files, sandbox, {
      signal: leaving.signal,
      onEvent: (event) => post({ kind: 'verify-event', event }),
    });
    post({ kind: 'verdict', verdict });
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
    post({ kind: 'verify-cancelled' });
  } finally {
    verifying = undefined;
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
      return setLoad(command.on);
    case 'verify':
      return runVerify(command.lab, command.files);
    case 'cancel-verify':
      return verifying?.abort();
    case 'visible':
      visible = command.on;
      return;
    case 'ping':
      return post({ kind: 'pong', id: command.id });
  }
}

addEventListener('message', ({ data }: MessageEvent<Command>) => {
  obey(data).catch((error: unknown) => post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }));
});
setInterval(() => {
  if (visible) void takeReading();
}, READING_MS);
setInterval(flushLog, LOG_MS);

import type { ProcessStart } from '../../abi/entries.ts';
import { requests } from './async-context.ts';
import { setProcessStart } from './clock.ts';
import { includeAsyncFrames } from './error-stack.ts';
import { invalidArgType, outOfRange, systemError, unavailable } from './errors.ts';
import { addFromFile, environment } from './process-environment.ts';
import { processEvents } from './process-events.ts';
import { abort, exit, getExitCode, kill, reallyExit, setExitCode } from './process-exit.ts';
import { finalization } from './process-finalization.ts';
import { identity } from './process-identity.ts';
import { activeResources, cpuUsage } from './process-usage.ts';
import { standardStream } from './process-stdio.ts';
import { setPromiseInspector } from './inspect-kinds.ts';
import { hasUncaughtExceptionCaptureCallback, setUncaughtExceptionCaptureCallback } from './process-uncaught.ts';
import { emitWarning } from './process-warnings.ts';
import { entries, sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';
import { assertBoolean, assertString } from './validate.ts';
import { setWorkingDirectory, workingDirectory } from './working-directory.ts';
import fs from '../node/fs.ts';
import path from '../node/path.ts';

export interface MemoryUsage {
  rss: number;
  heapTotal: number;
  heapUsed: number;
  external: number;
  arrayBuffers: number;
}

function memoryUsage(): MemoryUsage {
  return JSON.parse(sys.memoryUsage()) as MemoryUsage;
}

function hrtime(since?: [number, number]): [number, number] {
  if (since !== undefined && !Array.isArray(since)) throw invalidArgType('time', 'an instance of Array', since);
  if (since !== undefined && since.length !== 2) throw outOfRange('time', '2', since.length);
  const nanoseconds = hrtimeBigint();
  const [seconds, rest] = [Number(nanoseconds / 1_000_000_000n), Number(nanoseconds % 1_000_000_000n)];
  if (since === undefined) return [seconds, rest];
  const difference = rest - since[1];
  return difference < 0 ? [seconds - since[0] - 1, difference + 1e9] : [seconds - since[0], difference];
}

/** Counts from a time before the process started, as a machine's uptime does: never zero. */
const BOOTED_BEFORE_NS = 1_000_000_000_000n;

function hrtimeBigint(): bigint {
  return BOOTED_BEFORE_NS + BigInt(Math.round(sys.monotonicMs() * 1e6));
}

function chdir(directory: string): void {
  assertString(directory, 'directory');
  const target = path.resolve(directory);
  const stat = sys.fsStat(target, true);
  if (typeof stat === 'number') throw systemError(stat, 'chdir', workingDirectory(), directory);
  if ((JSON.parse(stat) as { type: string }).type !== 'directory') throw systemError(-20, 'chdir', workingDirectory(), directory);
  setWorkingDirectory(target);
}

function loadEnvFile(file: unknown = './.env'): void {
  addFromFile(process.env, fs.readFileSync(file as string, 'utf8') as string);
}

/** Of anything that can be ref'd: by the symbol that Node gave the operation, or by its name. */
function callOn(resource: unknown, name: 'ref' | 'unref'): void {
  const target = resource as Record<string | symbol, unknown> | null | undefined;
  const method = target?.[Symbol.for(`nodejs.${name}`)] ?? target?.[name];
  if (typeof method === 'function') Reflect.apply(method as () => void, target, []);
}

function unsupported(name: string): () => never {
  return () => {
    sys.unsupported(`process.${name}`);
    throw unavailable(`process.${name}`);
  };
}

const fields = {
  title: 'node',
  version: 'v24.21.0',
  versions: { node: '24.21.0', modules: '137', 'quickjs-ng': '0.17.0' },
  arch: 'x64',
  platform: 'linux',
  release: { name: 'node', lts: 'Krypton' },
  argv: [] as string[],
  execArgv: [] as string[],
  env: {} as Record<string, string>,
  pid: 0,
  ppid: 1,
  execPath: '/usr/local/bin/node',
  argv0: 'node',
  debugPort: 9229,
  features: { inspector: false, debug: false, uv: true, ipv6: true, tls: false, typescript: 'strip', require_module: true },
  config: { target_defaults: {}, variables: {} },
  allowedNodeEnvironmentFlags: new Set<string>(),
  nextTick,
  exit,
  reallyExit,
  abort,
  kill,
  chdir,
  cwd: workingDirectory,
  hrtime: Object.assign(hrtime, { bigint: hrtimeBigint }),
  emitWarning,
  uptime: () => sys.monotonicMs() / 1000,
  memoryUsage: Object.assign(memoryUsage, { rss: () => memoryUsage().rss }),
  constrainedMemory: () => 0,
  availableMemory: () => 256 * 1024 * 1024,
  cpuUsage,
  threadCpuUsage: cpuUsage,
  resourceUsage: () => ({
    userCPUTime: cpuUsage().user,
    systemCPUTime: 0,
    maxRSS: Math.round(memoryUsage().rss / 1024),
    fsRead: 0,
    fsWrite: 0,
    voluntaryContextSwitches: 0,
    involuntaryContextSwitches: 0,
  }),
  getActiveResourcesInfo: activeResources,
  ...identity,
  setUncaughtExceptionCaptureCallback,
  hasUncaughtExceptionCaptureCallback,
  sourceMapsEnabled: false,
  setSourceMapsEnabled: (on: unknown) => assertBoolean(on, 'enabled'),
  ref: (resource: unknown) => callOn(resource, 'ref'),
  unref: (resource: unknown) => callOn(resource, 'unref'),
  openStdin: () => (standardStream(0) as { resume(): unknown }).resume(),
  finalization,
  execve: unsupported('execve'),
  report: { getReport: unsupported('report.getReport'), writeReport: unsupported('report.writeReport') },
  _getActiveHandles: unsupported('_getActiveHandles'),
  _getActiveRequests: unsupported('_getActiveRequests'),
  binding: unsupported('binding'),
  dlopen: unsupported('dlopen'),
  loadEnvFile,
  getBuiltinModule: (_name: string): unknown => undefined,
};

export type Process = typeof processEvents &
  typeof fields & {
    exitCode: number | string | undefined;
    mainModule?: unknown;
    readonly stdin: unknown;
    readonly stdout: { write(text: string): boolean };
    readonly stderr: { write(text: string): boolean };
  };

/** The file that `node` was given, as it was found. */
let main = '';

export function mainFile(): string {
  return main;
}

export const process = Object.assign(processEvents, fields) as Process;
Object.defineProperties(process, {
  [Symbol.toStringTag]: { value: 'process', configurable: true },
  exitCode: { enumerable: true, configurable: true, get: getExitCode, set: setExitCode },
  stdin: { enumerable: true, configurable: true, get: () => standardStream(0) },
  stdout: { enumerable: true, configurable: true, get: () => standardStream(1) },
  stderr: { enumerable: true, configurable: true, get: () => standardStream(2) },
});

setPromiseInspector({ state: sys.promiseState, result: sys.promiseResult });

entries.start = (json) => {
  const start = JSON.parse(json) as ProcessStart;
  Object.assign(process, { pid: start.pid, argv: [...start.argv], env: environment(start.env) });
  setWorkingDirectory(start.cwd);
  main = start.main ?? '';
  setProcessStart(start.startMs);
  if (start.attributesRequests !== true) return;
  requests.areAttributed = true;
  includeAsyncFrames(() => sys.asyncFrames());
};

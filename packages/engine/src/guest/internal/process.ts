import type { ProcessStart } from '../../abi/entries.ts';
import EventEmitter from '../node/events.ts';
import { formatMessage, inspect } from './inspect.ts';
import { nextTick } from './queues.ts';
import { entries, sys } from './sys.ts';
import { Writable } from '../node/stream.ts';

const BANNER = '\n\nNode.js v24.21.0\n';
let startMs = 0;
let exiting = false;

function standardStream(fd: number): any {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: unknown, _encoding: string, done: () => void) {
      sys.stdioWrite(fd, String(chunk));
      done();
    },
  });
  return Object.assign(stream, { fd, isTTY: false, columns: 80, _type: 'pipe', destroySoon: () => undefined, destroy: () => stream });
}

export const process: any = Object.create(EventEmitter.prototype);
EventEmitter.call(process);
const streams: Record<number, unknown> = {};

Object.assign(process, {
  title: 'node', pid: 0, ppid: 1, version: 'v24.21.0', platform: 'linux', arch: 'x64', argv: [] as string[], execArgv: [], execPath: '/usr/local/bin/node', env: {}, exitCode: undefined,
  versions: { node: '24.21.0', modules: '137', 'quickjs-ng': '0.17.0' },
  release: { name: 'node', lts: 'Krypton' },
  features: { typescript: 'strip' }, config: { variables: {} }, allowedNodeEnvironmentFlags: new Set(),
  nextTick,
  cwd: () => directory,
  chdir(path: string) {
    directory = path.startsWith('/') ? path : `${directory}/${path}`;
  },
  umask: () => 0o22,
  getuid: () => 1000,
  getgid: () => 1000,
  uptime: () => sys.monotonicMs() / 1000,
  memoryUsage: Object.assign(() => JSON.parse(sys.memoryUsage()), { rss: () => JSON.parse(sys.memoryUsage()).rss }),
  cpuUsage: () => ({ user: Math.round(sys.monotonicMs() * 1000), system: 0 }),
  resourceUsage: () => ({ userCPUTime: Math.round(sys.monotonicMs() * 1000), systemCPUTime: 0 }),
  getActiveResourcesInfo: () => JSON.parse(sys.activeResources()),
  hrtime: Object.assign(
    (since?: [number, number]) => {
      const now = sys.monotonicMs();
      const seconds = Math.floor(now / 1000) - (since?.[0] ?? 0);
      const nanoseconds = Math.round((now % 1000) * 1e6) - (since?.[1] ?? 0);
      return nanoseconds < 0 ? [seconds - 1, nanoseconds + 1e9] : [seconds, nanoseconds];
    },
    { bigint: () => BigInt(Math.round(sys.monotonicMs() * 1e6)) },
  ),
  emitWarning(warning: string | Error, type?: string | { type?: string; code?: string; detail?: string }, code?: string) {
    const options = typeof type === 'object' ? type : { ...(type !== undefined && { type }), ...(code !== undefined && { code }) };
    const error = typeof warning === 'string' ? Object.assign(new Error(warning), { name: options.type ?? 'Warning' }, options.code !== undefined && { code: options.code }) : warning;
    nextTick(() => {
      const id = (error as { code?: string }).code;
      process.stderr.write(`(node:${process.pid}) ${id ? `[${id}] ` : ''}${error.name}: ${error.message}\n(Use \`node --trace-warnings ...\` to show where the warning was created)\n`);
      process.emit('warning', error);
    });
  },
  exit(code?: number) {
    if (code !== undefined) process.exitCode = code;
    const final = emitExit(Number(process.exitCode ?? 0));
    sys.exit(final);
    // The host ends the program at the next interrupt check: nothing after process.exit() may run.
    for (;;) {}
  },
  reallyExit(code: number) {
    sys.exit(code);
    for (;;) {}
  },
  abort() {
    process.reallyExit(134);
  },
  kill(pid: number, signal: string | number = 'SIGTERM') {
    if (sys.kill(pid, String(signal)) < 0) throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH', errno: -3, syscall: 'kill' });
    return true;
  },
  setUncaughtExceptionCaptureCallback: () => undefined,
  binding(name: string) {
    throw new Error(`process.binding('${name}') is not available in the embedded engine`);
  },
});
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });
for (const [name, fd] of [['stdout', 1], ['stderr', 2]] as const) {
  Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => (streams[fd] ??= standardStream(fd)) });
}
let directory = '/';

entries.start = (json) => {
  const start = JSON.parse(json) as ProcessStart;
  process.pid = start.pid;
  process.argv = [...start.argv];
  process.argv0 = 'node';
  process.env = { ...start.env };
  directory = start.cwd;
  startMs = start.startMs;
};

/** Wall clock at which the process started, ms since the epoch. */
export function processStartMs(): number {
  return startMs;
}

function emitExit(code: number): number {
  if (!exiting) {
    exiting = true;
    process.exitCode = code;
    process.emit('exit', code);
  }
  return Number(process.exitCode ?? code);
}

entries.onExit = (code) => emitExit(code === 0 ? Number(process.exitCode ?? 0) : code);
entries.onBeforeExit = () => {
  process.emit('beforeExit', Number(process.exitCode ?? 0));
};

entries.onSignal = (signal) => {
  const numbers: Record<string, number> = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1, SIGUSR1: 10, SIGUSR2: 12, SIGQUIT: 3 };
  if (process.emit(signal, signal, numbers[signal] ?? 15)) return;
  process.reallyExit(128 + (numbers[signal] ?? 15));
};

function printFatal(error: unknown): void {
  const text = error instanceof Error ? inspect(error) : `Uncaught:\n${inspect(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
  sys.stdioWrite(2, `${text}${BANNER}`);
}

entries.onUncaught = (error, origin) => {
  if (process.listenerCount('uncaughtExceptionMonitor') > 0) process.emit('uncaughtExceptionMonitor', error, origin);
  if (process.listenerCount('uncaughtException') > 0) {
    process.emit('uncaughtException', error, origin);
    return true;
  }
  printFatal(error);
  return false;
};

entries.onUnhandledRejection = (reason, promise) => {
  if (process.listenerCount('unhandledRejection') > 0) {
    process.emit('unhandledRejection', reason, promise);
    return true;
  }
  if (reason instanceof Error) return entries.onUncaught?.(reason, 'unhandledRejection') ?? false;
  const error = new Error(
    `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${formatMessage(reason)}".`,
  );
  error.name = 'UnhandledPromiseRejection';
  Object.assign(error, { code: 'ERR_UNHANDLED_REJECTION' });
  error.stack = `[UnhandledPromiseRejection: ${error.message}]`;
  return entries.onUncaught?.(error, 'unhandledRejection') ?? false;
};

export default process;

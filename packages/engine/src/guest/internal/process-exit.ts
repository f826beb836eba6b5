import { codedError, systemError } from './errors.ts';
import { processEvents } from './process-events.ts';
import { endsProcess, SIGNALS } from './signals.ts';
import { entries, sys } from './sys.ts';
import { assertInteger } from './validate.ts';

const EINVAL = 22;

let exitCode: number | string | undefined;
let exiting = false;

export function getExitCode(): number | string | undefined {
  return exitCode;
}

export function setExitCode(code: unknown): void {
  if (code !== undefined && code !== null && !(typeof code === 'string' && /^-?\d+$/.test(code))) assertInteger(code, 'code');
  exitCode = (code ?? undefined) as number | string | undefined;
}

export function isExiting(): boolean {
  return exiting;
}

/** Stops here and now: the host ends the program at its next interrupt check, and nothing after this may run. */
export function reallyExit(code: number): never {
  sys.exit(code & 255);
  for (;;);
}

function emitExit(code: number): number {
  if (exiting) return Number(exitCode ?? code);
  exiting = true;
  (processEvents as { _exiting?: boolean })._exiting = true;
  processEvents.emit('exit', code);
  return Number(exitCode ?? code);
}

/** process.exit() */
export function exit(code?: number | string): never {
  if (code !== undefined) setExitCode(code);
  exitCode ??= 0;
  return reallyExit(emitExit(Number(exitCode)));
}

// An arrow: `new process.abort()` is an error.
export const abort = (): never => reallyExit(128 + (SIGNALS['SIGABRT'] as number));

/** process.kill(): true, or an error as Node throws it. Signal 0 only asks whether the process is there. */
export function kill(pid: number, signal: string | number = 'SIGTERM'): true {
  assertInteger(pid, 'pid');
  const name = typeof signal === 'number' ? (Object.keys(SIGNALS).find((each) => SIGNALS[each] === signal) ?? String(signal)) : signal;
  // A name is looked up here, a number goes to the kernel, which has its own answer.
  if (typeof signal === 'number' && signal !== 0 && SIGNALS[name] === undefined) throw Object.assign(systemError(-EINVAL, 'kill'), { message: 'kill EINVAL' });
  if (signal !== 0 && SIGNALS[name] === undefined) throw codedError(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${name}`);
  if (signal === 0 && pid === (processEvents as unknown as { pid: number }).pid) return true;
  const result = sys.kill(pid, signal === 0 ? '0' : name);
  // Nothing of a killed process may run on, not even to its next line.
  if (name === 'SIGKILL' && pid === (processEvents as unknown as { pid: number }).pid) for (;;);
  if (result < 0) throw Object.assign(systemError(result, 'kill'), { message: 'kill ESRCH' });
  return true;
}

entries.onExit = (code) => emitExit(code === 0 ? Number(exitCode ?? 0) : code);

entries.onBeforeExit = () => {
  processEvents.emit('beforeExit', Number(exitCode ?? 0));
};

entries.onSignal = (signal) => {
  const number = SIGNALS[signal];
  // Signal 0 asks whether the process is there, and is not delivered.
  if (number === undefined) return;
  if (!processEvents.emit(signal, signal, number) && endsProcess(signal)) reallyExit(128 + number);
};

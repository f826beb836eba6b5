import { codedError, invalidArgType } from './errors.ts';
import { sourceExcerpt } from './source-excerpt.ts';
import { inspect } from './inspect.ts';
import { processEvents } from './process-events.ts';
import { entries, sys } from './sys.ts';

type CaptureCallback = (error: unknown) => void;

const VERSION_LINE = 'Node.js v24.21.0';
const STDERR = 2;

let captureCallback: CaptureCallback | undefined;

export function setUncaughtExceptionCaptureCallback(callback: CaptureCallback | null): void {
  if (callback !== null && typeof callback !== 'function') throw invalidArgType('fn', 'of type function or null', callback);
  if (callback !== null && captureCallback !== undefined) {
    throw codedError(Error, 'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET', '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active');
  }
  captureCallback = callback ?? undefined;
}

export function hasUncaughtExceptionCaptureCallback(): boolean {
  return captureCallback !== undefined;
}

/** The last words of a process: where, what, with which stack. */
function printFatal(error: unknown): void {
  const isObject = typeof error === 'object' && error !== null;
  const stack = isObject ? String((error as { stack?: unknown }).stack ?? '') : '';
  const hint = isObject && stack !== '' ? '' : '\n(Use `node --trace-uncaught ...` to show where the exception was thrown)';
  const text = isObject || typeof error === 'function' ? inspect(error) : String(error);
  const head = isObject && stack === '' ? `Uncaught:\n${text}` : text;
  sys.stdioWrite(STDERR, `${sourceExcerpt(stack)}${head}${hint}\n\n${VERSION_LINE}\n`);
}

/** True when somebody took it. */
export function handleUncaught(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): boolean {
  processEvents.emit('uncaughtExceptionMonitor', error, origin);
  if (captureCallback !== undefined) {
    captureCallback(error);
    return true;
  }
  if (processEvents.emit('uncaughtException', error, origin)) return true;
  printFatal(error);
  return false;
}

function wrapReason(reason: unknown): Error {
  const shown = typeof reason === 'object' || typeof reason === 'function' || typeof reason === 'symbol' ? inspect(reason, { depth: 0 }) : String(reason);
  const message = `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${shown}".`;
  const error = codedError(Error, 'ERR_UNHANDLED_REJECTION', message);
  Object.defineProperty(error, 'name', { value: 'UnhandledPromiseRejection', configurable: true, writable: true });
  error.stack = `UnhandledPromiseRejection: ${message}`;
  return error;
}

entries.onUncaught = handleUncaught;

entries.onUnhandledRejection = (reason, promise) => {
  if (processEvents.emit('unhandledRejection', reason, promise)) return true;
  return handleUncaught(reason instanceof Error ? reason : wrapReason(reason), 'unhandledRejection');
};

import { codedError, invalidArgType } from './errors.ts';
import { appendEmitterFrames } from './emitter-errors.ts';
import { sourceExcerpt } from './source-excerpt.ts';
import { inspect } from './inspect.ts';
import { constructorName } from './inspect-name.ts';
import { processEvents } from './process-events.ts';
import { entries, sys } from './sys.ts';

type CaptureCallback = (error: unknown) => void;

const VERSION_LINE = 'Node.js v24.21.0';
const STDERR = 2;

let captureCallback: CaptureCallback | undefined;

export function setUncaughtExceptionCaptureCallback(callback: CaptureCallback | null): void {
  if (callback !== null && typeof callback !== 'function') throw invalidArgType('fn', 'of type function or null', callback);
  if (callback !== null && captureCallback !== undefined) {
    throw codedError(
      Error,
      'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET',
      '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active',
    );
  }
  captureCallback = callback ?? undefined;
}

export function hasUncaughtExceptionCaptureCallback(): boolean {
  return captureCallback !== undefined;
}

/** The last words of a process: where, what, with which stack. */
function printFatal(error: unknown): void {
  const isObject = (typeof error === 'object' && error !== null) || typeof error === 'function';
  const stack = isObject ? String((error as { stack?: unknown }).stack ?? '') : '';
  if (error instanceof Error) appendEmitterFrames(error);
  const text = isObject
    ? inspect(error, { customInspect: false, depth: 5 })
    : `${String(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
  sys.stdioWrite(STDERR, `${sourceExcerpt(stack)}${text}\n\n${VERSION_LINE}\n`);
}

/** True when somebody took it. What a listener throws is as fatal as it is in Node. */
export function handleUncaught(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): boolean {
  try {
    processEvents.emit('uncaughtExceptionMonitor', error, origin);
    if (captureCallback !== undefined) {
      captureCallback(error);
      return true;
    }
    if (processEvents.emit('uncaughtException', error, origin)) return true;
  } catch (second) {
    printFatal(second);
    throw second;
  }
  printFatal(error);
  return false;
}

function wrapReason(reason: unknown): Error {
  // In V8's words, which run no code of the program's.
  const shown = Array.isArray(reason)
    ? '[object Array]'
    : typeof reason === 'object' && reason !== null
      ? `#<${constructorName(reason) ?? 'Object'}>`
      : String(reason);
  const message = `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${shown}".`;
  const error = codedError(Error, 'ERR_UNHANDLED_REJECTION', message);
  Object.defineProperty(error, 'name', { value: 'UnhandledPromiseRejection', configurable: true, writable: true });
  // Its name says what it is: the code shows only as a property.
  delete (error as { toString?: unknown }).toString;
  error.stack = `UnhandledPromiseRejection: ${message}\n    at node:internal/process/promises:392:7`;
  return error;
}

entries.onUncaught = handleUncaught;

entries.onUnhandledRejection = (reason, promise) => {
  if (processEvents.emit('unhandledRejection', reason, promise)) return true;
  return handleUncaught(reason instanceof Error ? reason : wrapReason(reason), 'unhandledRejection');
};

entries.onRejectionHandled = (promise) => {
  processEvents.emit('rejectionHandled', promise);
};

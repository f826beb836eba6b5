import { invalidArgType } from './errors.ts';
import { setListenerWarning } from './listener-warning.ts';
import { processEvents } from './process-events.ts';
import { sys } from './sys.ts';
import { nextTick } from './tick-queue.ts';
import { setBadDelayHandler } from './timers.ts';
import { assertString } from './validate.ts';

interface Warning extends Error {
  code?: string;
  detail?: string;
}

interface WarningOptions {
  type?: string;
  code?: string;
  detail?: string;
  ctor?: (...args: never[]) => unknown;
}

const STDERR = 2;
let hinted = false;

/** Fields of the process object that decide about warnings. */
interface Switches {
  readonly pid: number;
  readonly noDeprecation?: boolean;
  readonly throwDeprecation?: boolean;
  readonly noWarnings?: boolean;
}

function print(warning: Warning, { pid, noDeprecation }: Switches): void {
  const isDeprecation = warning.name === 'DeprecationWarning';
  if (isDeprecation && noDeprecation) return;
  const code = warning.code === undefined ? '' : `[${warning.code}] `;
  let text = `(node:${pid}) ${code}${warning.name}: ${warning.message}\n`;
  if (typeof warning.detail === 'string') text += `${warning.detail}\n`;
  if (!hinted) {
    hinted = true;
    text += `(Use \`node --trace-${isDeprecation ? 'deprecation' : 'warnings'} ...\` to show where the warning was created)\n`;
  }
  sys.stdioWrite(STDERR, text);
}

function toWarning(message: unknown, { type = 'Warning', code, detail }: WarningOptions): Warning {
  if (message instanceof Error) return message;
  if (typeof message !== 'string') throw invalidArgType('warning', 'of type string or an instance of Error', message);
  const warning: Warning = new Error(message);
  Object.defineProperty(warning, 'name', { value: type, enumerable: false, writable: true, configurable: true });
  if (code !== undefined) warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  return warning;
}

/** The forms: `(message, options)`, `(message, type, code)`, either with the function above which the stack starts. */
function warningOptions(type: unknown, code: unknown): WarningOptions {
  if (typeof type === 'object' && type !== null && !Array.isArray(type)) {
    const given = type as WarningOptions;
    if (given.type !== undefined) assertString(given.type, 'type');
    if (given.code !== undefined) assertString(given.code, 'code');
    return { ...given, type: given.type || 'Warning', ...(typeof given.detail !== 'string' && { detail: undefined as never }) };
  }
  if (typeof type === 'function') return {};
  if (type !== undefined) assertString(type, 'type');
  if (typeof code === 'function') return { type: type || 'Warning' };
  if (code !== undefined) assertString(code, 'code');
  return { type: type || 'Warning', ...(code && { code }) };
}

/** process.emitWarning(): printed and emitted once the current code is done. */
export function emitWarning(message: unknown, type?: string | WarningOptions, code?: unknown): void {
  const options = warningOptions(type, code);
  const warning = toWarning(message, options);
  const switches = processEvents as unknown as Switches;
  if (warning.name === 'DeprecationWarning') {
    if (switches.noDeprecation) return;
    if (switches.throwDeprecation) {
      nextTick(() => {
        throw warning;
      });
      return;
    }
  }
  nextTick(() => {
    print(warning, switches);
    processEvents.emit('warning', warning);
  });
}

setListenerWarning(emitWarning);
const warnedDelays = { negative: false, notNumber: false };

setBadDelayHandler((delay) => {
  if (delay > 0) emitWarning(`${delay} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`, 'TimeoutOverflowWarning');
  else if (delay < 0 && !warnedDelays.negative) {
    warnedDelays.negative = true;
    emitWarning(`${delay} is a negative number.\nTimeout duration was set to 1.`, 'TimeoutNegativeWarning');
  } else if (Number.isNaN(delay) && !warnedDelays.notNumber) {
    warnedDelays.notNumber = true;
    emitWarning(`${delay} is not a number.\nTimeout duration was set to 1.`, 'TimeoutNaNWarning');
  }
});

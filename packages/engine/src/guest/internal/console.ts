import { tableText } from './console-table.ts';
import { performanceNow } from './clock.ts';
import { codedError, invalidArgType } from './errors.ts';
import { formatMessage, formatWithOptions } from './format.ts';
import { inspect, type InspectOptions } from './inspect.ts';
import { printTo } from './process-stdio.ts';
import { emitWarning } from './process-warnings.ts';

interface Sink {
  write(text: string): unknown;
}

export interface ConsoleOptions {
  stdout: Sink;
  stderr?: Sink;
  groupIndentation?: number;
  inspectOptions?: InspectOptions;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** `1.234ms`, `1.234s`, `1:02.345 (m:ss.mmm)` */
function durationText(ms: number): string {
  if (ms < SECOND_MS) return `${Number(ms.toFixed(3))}ms`;
  if (ms < MINUTE_MS) return `${(ms / SECOND_MS).toFixed(3)}s`;
  const [seconds, fraction] = ((ms % MINUTE_MS) / SECOND_MS).toFixed(3).split('.');
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const tail = `${String(seconds).padStart(2, '0')}.${fraction}`;
  if (ms < HOUR_MS) return `${minutes}:${tail} (m:ss.mmm)`;
  return `${Math.floor(ms / HOUR_MS)}:${String(minutes).padStart(2, '0')}:${String(seconds).padStart(2, '0')} (h:mm:ss)`;
}

/** Node's console, over any two streams. Its methods do not need their `this`. */
export class Console {
  readonly #out: Sink;
  readonly #err: Sink;
  readonly #step: number;
  readonly #inspectOptions: InspectOptions | undefined;
  readonly #counts = new Map<string, number>();
  readonly #timers = new Map<string, number>();
  #indentation = '';

  constructor(options: ConsoleOptions | Sink, stderr?: Sink) {
    const settings = typeof (options as Sink)?.write === 'function' ? { stdout: options as Sink, ...(stderr && { stderr }) } : (options as ConsoleOptions);
    if (typeof settings?.stdout?.write !== 'function')
      throw codedError(TypeError, 'ERR_CONSOLE_WRITABLE_STREAM', 'Console expects a writable stream instance for stdout');
    this.#out = settings.stdout;
    this.#err = settings.stderr ?? settings.stdout;
    this.#step = (settings as ConsoleOptions).groupIndentation ?? 2;
    this.#inspectOptions = (settings as ConsoleOptions).inspectOptions;
    for (const name of Object.getOwnPropertyNames(Console.prototype)) {
      if (name === 'constructor') continue;
      const method = (this as unknown as Record<string, (...args: unknown[]) => void>)[name] as (...args: unknown[]) => void;
      Object.defineProperty(this, name, { value: method.bind(this), writable: true, configurable: true, enumerable: true });
    }
  }

  #print(sink: Sink, text: string): void {
    const indented = this.#indentation === '' ? text : this.#indentation + text.replaceAll('\n', `\n${this.#indentation}`);
    sink.write(`${indented}\n`);
  }

  #format(args: readonly unknown[]): string {
    return this.#inspectOptions === undefined ? formatMessage(...args) : formatWithOptions(this.#inspectOptions, ...args);
  }

  log(...args: unknown[]): void {
    this.#print(this.#out, this.#format(args));
  }
  info(...args: unknown[]): void {
    this.#print(this.#out, this.#format(args));
  }
  debug(...args: unknown[]): void {
    this.#print(this.#out, this.#format(args));
  }
  dirxml(...args: unknown[]): void {
    this.#print(this.#out, this.#format(args));
  }
  warn(...args: unknown[]): void {
    this.#print(this.#err, this.#format(args));
  }
  error(...args: unknown[]): void {
    this.#print(this.#err, this.#format(args));
  }

  trace(...args: unknown[]): void {
    const trace = { name: 'Trace', message: this.#format(args), stack: '' };
    (Error as unknown as { captureStackTrace(target: object, above: unknown): void }).captureStackTrace(trace, this.trace);
    this.#print(this.#err, trace.stack);
  }

  dir(value: unknown, options?: InspectOptions): void {
    this.#print(this.#out, inspect(value, { customInspect: false, ...this.#inspectOptions, ...options }));
  }

  assert(ok: unknown, ...args: unknown[]): void {
    if (ok) return;
    const [first, ...rest] = args;
    if (typeof first === 'string') this.warn(`Assertion failed: ${first}`, ...rest);
    else this.warn('Assertion failed', ...args);
  }

  count(label: unknown = 'default'): void {
    const name = String(label);
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    this.log(`${name}: ${count}`);
  }

  countReset(label: unknown = 'default'): void {
    if (!this.#counts.delete(String(label))) emitWarning(`Count for '${String(label)}' does not exist`);
  }

  time(label: unknown = 'default'): void {
    if (this.#timers.has(String(label))) emitWarning(`Label '${String(label)}' already exists for console.time()`);
    else this.#timers.set(String(label), performanceNow());
  }

  timeLog(label: unknown = 'default', ...args: unknown[]): void {
    this.#logTime('timeLog', String(label), args);
  }

  timeEnd(label: unknown = 'default'): void {
    if (this.#logTime('timeEnd', String(label), [])) this.#timers.delete(String(label));
  }

  #logTime(method: string, label: string, args: readonly unknown[]): boolean {
    const start = this.#timers.get(label);
    if (start === undefined) {
      emitWarning(`No such label '${label}' for console.${method}()`);
      return false;
    }
    this.log('%s: %s', label, durationText(performanceNow() - start), ...args);
    return true;
  }

  group(...args: unknown[]): void {
    if (args.length > 0) this.log(...args);
    this.#indentation += ' '.repeat(this.#step);
  }
  groupCollapsed(...args: unknown[]): void {
    this.group(...args);
  }
  groupEnd(): void {
    this.#indentation = this.#indentation.slice(0, this.#indentation.length - this.#step);
  }

  table(data: unknown, properties?: readonly string[]): void {
    if (properties !== undefined && !Array.isArray(properties)) throw invalidArgType('properties', 'an instance of Array', properties);
    const text = tableText(data, properties);
    if (text === undefined) this.log(data);
    else this.log(text);
  }
}

export const console = Object.assign(
  Object.create({}) as object,
  new Console({ stdout: { write: (text) => printTo(1, text) }, stderr: { write: (text) => printTo(2, text) } }),
  { Console, profile: () => {}, profileEnd: () => {}, timeStamp: () => {}, context: () => {} },
) as Console & { Console: typeof Console };
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });

import diagnostics from '../node/diagnostics-channel.ts';
import { callableClass } from './callable-class.ts';
import { checkedSettings, type ConsoleOptions, type Sink, wantsColors } from './console-settings.ts';
import { tableText } from './console-table.ts';
import { performanceNow } from './clock.ts';
import { invalidArgType } from './errors.ts';
import { formatMessage, formatWithOptions } from './format.ts';
import { inspect, type InspectOptions } from './inspect.ts';
import { isPlainOutput, standardStream } from './process-stdio.ts';
import { emitWarning } from './process-warnings.ts';

const CHANNELS = {
  log: diagnostics.channel('console.log'),
  info: diagnostics.channel('console.info'),
  debug: diagnostics.channel('console.debug'),
  warn: diagnostics.channel('console.warn'),
  error: diagnostics.channel('console.error'),
};

/** Concatenated, so that a symbol is refused as Node refuses it. */
function labelText(label: unknown): string {
  return `${label as string}`;
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

const kIsConsole: unique symbol = Symbol('isConsole');
const noop = (): void => {};

/** Node's console, over any two streams. Its methods do not need their `this`. */
class ConsoleClass {
  declare readonly [kIsConsole]: true;
  declare _stdout: Sink;
  declare _stderr: Sink;
  declare _ignoreErrors: boolean;
  readonly #step: number;
  readonly #colorMode: boolean | 'auto';
  readonly #inspectOptions: InspectOptions | undefined;
  readonly #counts = new Map<string, number>();
  readonly #timers = new Map<string, number>();
  #indentation = '';

  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && (value as { [kIsConsole]?: true })[kIsConsole] === true;
  }

  constructor(options: ConsoleOptions | Sink, stderr?: Sink, ignoreErrors?: boolean) {
    const settings = checkedSettings(options, stderr, ignoreErrors);
    const hidden = { writable: true, configurable: true };
    Object.defineProperties(this, {
      [kIsConsole]: { value: true },
      _stdout: { value: settings.stdout, ...hidden },
      _stderr: { value: settings.stderr ?? settings.stdout, ...hidden },
      _ignoreErrors: { value: settings.ignoreErrors ?? true, ...hidden },
    });
    this.#step = settings.groupIndentation ?? 2;
    this.#colorMode = settings.colorMode ?? 'auto';
    this.#inspectOptions = settings.inspectOptions;
    for (const name of METHODS) {
      const method = (this as unknown as Record<string, (...args: unknown[]) => void>)[name] as (...args: unknown[]) => void;
      const bound = Object.defineProperty(method.bind(this), 'name', { value: name, configurable: true });
      Object.defineProperty(this, name, { value: bound, writable: true, configurable: true, enumerable: true });
    }
  }

  #print(sink: Sink, text: string): void {
    const line = `${this.#indentation === '' ? text : this.#indentation + text.replaceAll('\n', `\n${this.#indentation}`)}\n`;
    if (!this._ignoreErrors || isPlainOutput(sink) || sink.listenerCount === undefined) {
      sink.write(line);
      return;
    }
    // What cannot be written is nobody's error: a listener takes one that the stream emits, now or later.
    const listens = sink.listenerCount('error') > 0;
    if (!listens) sink.once?.('error', noop);
    try {
      sink.write(line, (error) => {
        if (error && !sink._writableState?.errorEmitted && !listens && sink.listenerCount?.('error') === 0) sink.once?.('error', noop);
      });
    } catch (error) {
      if (error instanceof RangeError && /call stack/.test(error.message)) throw error;
    } finally {
      if (!listens) sink.removeListener?.('error', noop);
    }
  }

  #inspecting(sink: Sink): InspectOptions | undefined {
    const colors = this.#colorMode === 'auto' ? wantsColors(sink) : this.#colorMode;
    if (this.#inspectOptions !== undefined) return this.#inspectOptions.colors !== undefined ? this.#inspectOptions : { ...this.#inspectOptions, colors };
    return colors ? { colors } : undefined;
  }

  #format(sink: Sink, args: readonly unknown[]): string {
    const options = this.#inspecting(sink);
    return options === undefined ? formatMessage(...args) : formatWithOptions(options, ...args);
  }

  log(...args: unknown[]): void {
    if (CHANNELS.log.hasSubscribers) CHANNELS.log.publish(args);
    this.#print(this._stdout, this.#format(this._stdout, args));
  }
  info(...args: unknown[]): void {
    if (CHANNELS.info.hasSubscribers) CHANNELS.info.publish(args);
    this.#print(this._stdout, this.#format(this._stdout, args));
  }
  debug(...args: unknown[]): void {
    if (CHANNELS.debug.hasSubscribers) CHANNELS.debug.publish(args);
    this.#print(this._stdout, this.#format(this._stdout, args));
  }
  dirxml(...args: unknown[]): void {
    this.#print(this._stdout, this.#format(this._stdout, args));
  }
  warn(...args: unknown[]): void {
    if (CHANNELS.warn.hasSubscribers) CHANNELS.warn.publish(args);
    this.#print(this._stderr, this.#format(this._stderr, args));
  }
  error(...args: unknown[]): void {
    if (CHANNELS.error.hasSubscribers) CHANNELS.error.publish(args);
    this.#print(this._stderr, this.#format(this._stderr, args));
  }

  trace(...args: unknown[]): void {
    const trace = { name: 'Trace', message: this.#format(this._stderr, args), stack: '' };
    (Error as unknown as { captureStackTrace(target: object, above: unknown): void }).captureStackTrace(trace, this.trace);
    this.error(trace.stack);
  }

  dir(value: unknown, options?: InspectOptions): void {
    this.#print(this._stdout, inspect(value, { customInspect: false, ...this.#inspecting(this._stdout), ...options }));
  }

  assert(ok: unknown, ...args: unknown[]): void {
    if (ok) return;
    const [first, ...rest] = args;
    if (typeof first === 'string') this.warn(`Assertion failed: ${first}`, ...rest);
    else this.warn('Assertion failed', ...args);
  }

  count(label: unknown = 'default'): void {
    const name = labelText(label);
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    this.log(`${name}: ${count}`);
  }

  countReset(label: unknown = 'default'): void {
    const name = labelText(label);
    if (!this.#counts.delete(name)) emitWarning(`Count for '${name}' does not exist`);
  }

  time(label: unknown = 'default'): void {
    const name = labelText(label);
    if (this.#timers.has(name)) emitWarning(`Label '${name}' already exists for console.time()`);
    else this.#timers.set(name, performanceNow());
  }

  timeLog(label: unknown = 'default', ...args: unknown[]): void {
    this.#logTime('timeLog', labelText(label), args);
  }

  timeEnd(label: unknown = 'default'): void {
    if (this.#logTime('timeEnd', labelText(label), [])) this.#timers.delete(labelText(label));
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

  /** On a terminal only: the cursor goes to the corner, and what is below it is wiped. */
  clear(): void {
    if (this._stdout.isTTY === true) this._stdout.write('\x1b[1;1H\x1b[0J');
  }

  table(data: unknown, properties?: readonly string[]): void {
    if (properties !== undefined && !Array.isArray(properties)) throw invalidArgType('properties', 'an instance of Array', properties);
    const text = tableText(data, properties);
    if (text === undefined) this.log(data as unknown);
    else this.log(text);
  }
}

const METHODS = Object.getOwnPropertyNames(ConsoleClass.prototype).filter((name) => name !== 'constructor');

export const Console = callableClass(ConsoleClass);

/** What a profiler gives a name to: the task runs as it is. */
function createTask(name: string): { run<Result>(task: () => Result): Result } {
  if (typeof name !== 'string' || name === '') throw new Error('First argument must be a non-empty string.');
  return {
    run(task) {
      if (typeof task !== 'function') throw new Error('First argument must be a function.');
      return task();
    },
  };
}

/** The program's own: it looks for its streams when it writes, so that it honours a `process.stdout.write` that a program puts there. */
function globalConsole(): ConsoleClass & { Console: typeof Console } {
  const silent: Sink = { write: () => true };
  const own = new ConsoleClass(silent);
  for (const [name, fd] of [
    ['_stdout', 1],
    ['_stderr', 2],
  ] as const) {
    let replaced: Sink | undefined;
    Object.defineProperty(own, name, {
      configurable: true,
      get: () => replaced ?? standardStream(fd),
      set(sink: Sink) {
        replaced = sink;
      },
    });
  }
  Object.setPrototypeOf(own, Object.create({}) as object);
  Object.defineProperty(own, Symbol.toStringTag, { value: 'console', configurable: true });
  return Object.assign(own, { Console, profile: noop, profileEnd: noop, timeStamp: noop, context: noop, createTask });
}

export const console = globalConsole();

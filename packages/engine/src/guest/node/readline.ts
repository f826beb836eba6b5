import type { AbortSignal } from '../internal/abort.ts';
import { abortError, codedError, unavailable } from '../internal/errors.ts';
import { EventEmitter } from '../internal/event-emitter.ts';
import { firstArgument, on } from '../internal/event-waiting.ts';
import { promisify } from '../internal/promisify.ts';
import { clearLine, clearScreenDown, cursorTo, moveCursor } from '../internal/readline-cursor.ts';
import type { Readable, Writable } from './stream.ts';
import { StringDecoder } from './string-decoder.ts';

interface InterfaceOptions {
  input: Readable;
  output?: Writable;
  crlfDelay?: number;
  prompt?: string;
  signal?: AbortSignal;
  terminal?: boolean;
}

/** Lines that an iterator reads ahead of who asks for them, as in Node. */
const LINES_AHEAD = 1024;

/** Lines of a stream. There is no terminal here, so no editing, no history, no completion. */
class Interface extends EventEmitter {
  readonly input: Readable;
  readonly output: Writable | undefined;
  readonly terminal = false;
  line = '';
  /** Undefined until it is, as in Node. */
  closed: boolean | undefined;
  #isPaused = false;
  #prompt: string;
  #answer: ((line: string) => void) | undefined;
  #lines: AsyncIterator<unknown> | undefined;
  readonly #decoder = new StringDecoder();
  #rest = '';
  readonly #onChunk = (chunk: unknown) => this.#take(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk as Uint8Array));
  readonly #onEnd = () => this.#end();
  readonly #onError = (error: unknown) => this.emit('error', error);

  constructor(options: InterfaceOptions | Readable, output?: Writable) {
    super();
    const settings = 'input' in options ? (options as InterfaceOptions) : { input: options as Readable, ...(output && { output }) };
    this.input = settings.input;
    this.output = settings.output;
    this.#prompt = (settings as InterfaceOptions).prompt ?? '> ';
    this.input.on('data', this.#onChunk);
    this.input.on('end', this.#onEnd);
    this.input.on('error', this.#onError);
    const { signal } = settings as InterfaceOptions;
    if (signal?.aborted) this.close();
    else signal?.addEventListener('abort', () => this.close(), { once: true });
    this.input.resume();
  }

  #take(text: string): void {
    // A \r at the end may be the first half of a line end.
    const whole = this.#rest + text;
    const lines = whole.split(/\r\n|[\n\u2028\u2029]|\r(?=[\s\S])/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#emitLine(line);
  }

  #emitLine(line: string): void {
    if (this.closed) return;
    const answer = this.#answer;
    this.#answer = undefined;
    if (answer !== undefined) answer(line);
    else this.emit('line', line);
  }

  #end(): void {
    const last = (this.#rest + this.#decoder.end()).replace(/\r$/, '');
    this.#rest = '';
    if (last !== '') this.#emitLine(last);
    this.close();
  }

  close(): void {
    if (this.closed) return;
    this.pause();
    this.closed = true;
    this.input.removeListener('data', this.#onChunk);
    this.input.removeListener('end', this.#onEnd);
    this.input.removeListener('error', this.#onError);
    this.emit('close');
  }

  [Symbol.dispose](): void {
    this.close();
  }

  pause(): this {
    if (this.closed) throw codedError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (this.#isPaused) return this;
    this.input.pause();
    this.#isPaused = true;
    this.emit('pause');
    return this;
  }

  resume(): this {
    if (this.closed) throw codedError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (!this.#isPaused) return this;
    this.input.resume();
    this.#isPaused = false;
    this.emit('resume');
    return this;
  }

  setPrompt(prompt: string): void {
    this.#prompt = prompt;
  }

  getPrompt(): string {
    return this.#prompt;
  }

  prompt(): void {
    this.output?.write(this.#prompt);
  }

  write(text: string): void {
    this.#take(text);
  }

  question(query: string, ...rest: unknown[]): void {
    if (this.closed) throw codedError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    const answer = rest.pop() as (line: string) => void;
    this.output?.write(query);
    this.#answer = answer;
  }

  /** The same one each time. Who leaves it early leaves the interface open, and the errors of its input without a listener. */
  [Symbol.asyncIterator](): AsyncIterator<unknown> {
    this.#lines ??= on(this, 'line', { close: ['close'], highWaterMark: LINES_AHEAD, [firstArgument]: true });
    return this.#lines;
  }
}

class PromiseInterface extends Interface {
  override question(query: string, options?: { signal?: AbortSignal }): never {
    const { signal } = options ?? {};
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError(signal.reason));
      signal?.addEventListener('abort', () => reject(abortError(signal.reason)), { once: true });
      super.question(query, resolve);
    }) as never;
  }
}

function createInterface(options: InterfaceOptions | Readable, output?: Writable): Interface {
  return new Interface(options, output);
}
Object.defineProperty(Interface.prototype.question, promisify.custom, {
  value(this: Interface, query: string) {
    return new Promise((resolve) => this.question(query, resolve));
  },
});

function missing(name: string): () => never {
  return () => {
    throw unavailable(`readline.${name}`);
  };
}

export default {
  Interface,
  createInterface,
  clearLine,
  clearScreenDown,
  cursorTo,
  moveCursor,
  emitKeypressEvents: missing('emitKeypressEvents'),
  promises: {
    Interface: PromiseInterface,
    createInterface: (options: InterfaceOptions | Readable, output?: Writable) => new PromiseInterface(options, output),
    Readline: missing('promises.Readline'),
  },
};

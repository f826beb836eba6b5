import { OutputReader, toInputLines } from '../../../packages/leakcheck/agent/line-protocol.ts';
import type { DriverQuestion } from '../../../packages/lab/agent/driver-messages.ts';
import type { AgentQuestion } from '../../../packages/leakcheck/agent/messages.ts';
import type { WebContainerProcess } from './web-container.ts';

/** How much of what a process wrote is kept as its last words, characters. */
const LAST_WORDS = 4000;

interface Reply {
  readonly number?: number;
  readonly answer?: unknown;
  readonly error?: string;
}

export interface ContainerProcessOptions {
  /** What it prints, but for answers. */
  readonly onText?: (text: string) => void;
  /** Messages that answer no question. */
  readonly onMessage?: (message: unknown) => void;
}

/** A process in the container that answers questions on its standard streams. */
export class ContainerProcess {
  readonly #process: WebContainerProcess;
  readonly #input: WritableStreamDefaultWriter<string>;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  /** Its exit code, once its last output was read; null when it was killed. */
  readonly ended: Promise<number | null>;
  // Not from 1: a program that prints answers of its own making would have to guess.
  #asked = crypto.getRandomValues(new Uint32Array(1))[0] as number;
  #output = '';
  #hasEnded = false;
  #wasKilled = false;

  constructor(process: WebContainerProcess, { onText = () => {}, onMessage = () => {} }: ContainerProcessOptions = {}) {
    this.#process = process;
    this.#input = process.input.getWriter();
    const reader = new OutputReader(
      (message) => this.#take(message as Reply, onMessage),
      (text) => {
        this.#output = (this.#output + text).slice(-LAST_WORDS);
        onText(text);
      },
    );
    const drained = process.output
      .pipeTo(new WritableStream({ write: (chunk) => reader.take(chunk) }))
      .catch(() => undefined)
      .then(() => reader.end());
    this.ended = process.exit.then(async (code) => {
      // Of a process that was killed the stream may stay open.
      if (!this.#wasKilled) await drained;
      this.#hasEnded = true;
      for (const reply of this.#waiting.values()) reply({});
      this.#waiting.clear();
      return this.#wasKilled ? null : code;
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get wasKilled(): boolean {
    return this.#wasKilled;
  }

  /** The end of what it wrote. */
  get output(): string {
    return this.#output;
  }

  /** Undefined when the process ended before it answered. @throws {Error} with what the process said went wrong. */
  async ask<T>(question: AgentQuestion | DriverQuestion): Promise<T | undefined> {
    if (this.#hasEnded) return undefined;
    const number = ++this.#asked;
    const reply = await new Promise<Reply>((resolve) => {
      this.#waiting.set(number, resolve);
      // A stream that is closed belongs to a process that has ended, and its end answers everybody.
      this.#input.write(toInputLines({ number, question })).catch(() => undefined);
    });
    if (reply.error !== undefined) throw new Error(`The process in the container could not ${question.ask}: ${reply.error}`);
    return reply.answer as T | undefined;
  }

  async kill(): Promise<void> {
    if (!this.#hasEnded && !this.#wasKilled) {
      this.#wasKilled = true;
      this.#process.kill();
    }
    await this.ended;
  }

  #take(message: Reply, other: (message: unknown) => void): void {
    const waiting = message.number === undefined ? undefined : this.#waiting.get(message.number);
    if (waiting === undefined) return other(message);
    this.#waiting.delete(message.number as number);
    waiting(message);
  }
}

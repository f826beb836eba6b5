import { DOMException } from './abort.ts';
import { completeLater } from './completions.ts';
import { creationStack } from './error-stack.ts';
import { codedError } from './errors.ts';
import { defineEventHandler, EventTarget } from './event-target.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { MessageEvent } from './message-event.ts';
import { structuredClone } from './structured-clone.ts';
import { sys } from './sys.ts';
import { invalidThis } from './validate.ts';

const open = new Set<BroadcastChannel>();
let assertOwn: (channel: unknown) => void;

/** What one says, all others of the same name hear. It keeps the process alive until it is closed or unref'd. */
export class BroadcastChannel extends EventTarget {
  readonly #name: string;
  #handle: number;
  declare onmessage: unknown;
  declare onmessageerror: unknown;

  static {
    assertOwn = (channel) => {
      if (typeof channel !== 'object' || channel === null || !(#name in channel)) throw invalidThis('BroadcastChannel');
    };
  }

  constructor(name: string) {
    if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
    super();
    this.#name = `${name}`;
    this.#handle = sys.handleOpen('watcher', 'BroadcastChannel', creationStack(), true);
    open.add(this);
  }

  get name(): string {
    assertOwn(this);
    return this.#name;
  }

  close(): void {
    assertOwn(this);
    this.unref();
    open.delete(this);
  }

  postMessage(...args: [message: unknown]): void {
    assertOwn(this);
    if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "message" argument must be specified');
    if (!open.has(this)) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    const first = structuredClone(args[0]);
    for (const other of open) {
      if (other === this || other.name !== this.#name) continue;
      const data = structuredClone(first);
      completeLater(() => {
        if (open.has(other)) other.dispatchEvent(new MessageEvent('message', { data }));
      });
    }
  }

  ref(): this {
    assertOwn(this);
    if (this.#handle === 0 && open.has(this)) this.#handle = sys.handleOpen('watcher', 'BroadcastChannel', creationStack(), true);
    return this;
  }

  unref(): this {
    assertOwn(this);
    if (this.#handle !== 0) sys.handleClose(this.#handle);
    this.#handle = 0;
    return this;
  }

  override [customInspect](depth: number | null, options: InspectOptions = {}): string {
    assertOwn(this);
    if (depth !== null && depth < 0) return 'BroadcastChannel';
    return `BroadcastChannel ${inspect({ name: this.#name, active: open.has(this) }, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}
for (const name of ['message', 'messageerror']) defineEventHandler(BroadcastChannel.prototype, name);
for (const name of ['name', 'close', 'postMessage']) Object.defineProperty(BroadcastChannel.prototype, name, { enumerable: true });
Object.defineProperty(BroadcastChannel.prototype, Symbol.toStringTag, { value: 'BroadcastChannel', configurable: true });

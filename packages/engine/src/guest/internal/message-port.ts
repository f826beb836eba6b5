import { transferSelf } from './clone-protocol.ts';
import { completeLater } from './completions.ts';
import { DOMException } from './abort.ts';
import { creationStack } from './error-stack.ts';
import { codedError } from './errors.ts';
import { Event } from './event.ts';
import { defineEventHandler, EventTarget, type EventListener, listenersChanged } from './event-target.ts';
import { Fifo } from './fifo.ts';
import { MessageEvent, portClass } from './message-event.ts';
import { cloneWith } from './structured-clone.ts';
import { sys } from './sys.ts';

type Listener = (value: unknown) => void;

/** One end's inbox and its link to the other end: what moves when a port is transferred. */
interface End {
  readonly inbox: Fifo<{ value: unknown; ports: readonly unknown[] }>;
  peer: End | undefined;
  port: MessagePort | undefined;
  isClosed: boolean;
}

const token = Symbol('MessagePort');
let endOf: (port: unknown) => End | undefined;
let setEnd: (port: MessagePort, end: End | undefined) => void;

/** A target whose listeners can be added as an emitter's are; they get the message itself. */
class EmitterTarget extends EventTarget {
  readonly #wrapped = new Map<string, Map<Listener, EventListener>>();

  on(type: string, listener: Listener): this {
    return this.#add(type, listener, false);
  }
  addListener(type: string, listener: Listener): this {
    return this.#add(type, listener, false);
  }
  once(type: string, listener: Listener): this {
    return this.#add(type, listener, true);
  }

  #add(type: string, listener: Listener, once: boolean): this {
    const wrapped: EventListener = (event) => {
      if (once) this.#wrapped.get(type)?.delete(listener);
      Reflect.apply(listener, this, event instanceof MessageEvent ? [event.data] : [event]);
    };
    let known = this.#wrapped.get(type);
    if (known === undefined) this.#wrapped.set(type, (known = new Map()));
    if (known.has(listener)) return this;
    known.set(listener, wrapped);
    this.addEventListener(type, wrapped, { once });
    return this;
  }

  off(type: string, listener: Listener): this {
    const wrapped = this.#wrapped.get(type)?.get(listener);
    if (wrapped !== undefined) this.removeEventListener(type, wrapped);
    this.#wrapped.get(type)?.delete(listener);
    return this;
  }
  removeListener(type: string, listener: Listener): this {
    return this.off(type, listener);
  }

  removeAllListeners(type?: string): this {
    for (const each of type === undefined ? [...this.#wrapped.keys()] : [type])
      for (const listener of [...(this.#wrapped.get(each)?.keys() ?? [])]) this.off(each, listener);
    return this;
  }

  listenerCount(type: string): number {
    return this.#wrapped.get(type)?.size ?? 0;
  }

  eventNames(): string[] {
    return [...this.#wrapped].filter(([, listeners]) => listeners.size > 0).map(([name]) => name);
  }
}

/** One end of a channel. Both ends are in this thread: there is no other. */
export class MessagePort extends EmitterTarget {
  #end: End | undefined;
  #isStarted = false;
  #isRefd = false;
  #handle = 0;
  declare onmessage: unknown;
  declare onmessageerror: unknown;
  declare onclose: unknown;

  static {
    endOf = (port) => (typeof port === 'object' && port !== null && #end in port ? port.#end : undefined);
    setEnd = (port, end) => {
      port.#end = end;
    };
    portClass.isPort = (value) => typeof value === 'object' && value !== null && #end in value;
  }

  constructor(...args: unknown[]) {
    if (args[0] !== token) throw codedError(TypeError, 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
    super();
  }

  postMessage(...args: [value?: unknown, transfer?: unknown]): void {
    if (args.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage');
    const transfer = transferList(args[1]);
    if (transfer.includes(this)) throw new DOMException('Transfer list contains source port', 'DataCloneError');
    const { value, transferred } = cloneWith(args[0], transfer);
    const end = this.#end;
    const peer = end?.peer;
    if (end?.isClosed !== false || peer === undefined || peer.isClosed) return;
    peer.inbox.push({ value, ports: transferred.filter((each) => portClass.isPort(each)) });
    peer.port?.deliverLater();
  }

  start(): void {
    this.#isStarted = true;
    for (let waiting = this.#end?.inbox.length ?? 0; waiting > 0; waiting--) this.deliverLater();
  }

  ref(): void {
    if (this.#end === undefined || this.#end.isClosed) return;
    this.#isRefd = true;
    if (this.#handle === 0) this.#handle = sys.handleOpen('watcher', 'MessagePort', creationStack(), true);
  }

  unref(): void {
    this.#isRefd = false;
    if (this.#handle !== 0) sys.handleClose(this.#handle);
    this.#handle = 0;
  }

  hasRef(): boolean {
    return this.#isRefd;
  }

  close(...args: [callback?: () => void]): void {
    const end = this.#end;
    if (typeof args[0] === 'function') this.once('close', args[0]);
    if (end === undefined || end.isClosed) return;
    end.isClosed = true;
    completeLater(() => this.finish());
    const { peer } = end;
    // The other end gets what was sent before it learns of the end.
    if (peer !== undefined && !peer.isClosed)
      completeLater(() => {
        if (peer.isClosed) return;
        peer.isClosed = true;
        peer.port?.finish();
      });
  }

  /** Ends it: nothing comes any more. */
  finish(): void {
    this.unref();
    this.dispatchEvent(new Event('close'));
  }

  deliverLater(): void {
    if (!this.#isStarted) return;
    completeLater(() => {
      if (!this.#isStarted || this.#end === undefined) return;
      const message = this.#end.inbox.shift();
      if (message !== undefined) this.dispatchEvent(new MessageEvent('message', { data: message.value, ports: message.ports }));
    });
  }

  [listenersChanged](type: string, count: number): void {
    if (type !== 'message') return;
    if (count === 0) this.unref();
    else if (count === 1 && !this.#isRefd) {
      this.ref();
      if (!this.#isStarted) this.start();
    }
  }

  [transferSelf](): object {
    const end = this.#end;
    if (end === undefined) throw new DOMException('MessagePort in transfer list is already detached', 'DataCloneError');
    this.unref();
    this.#end = undefined;
    return portFor(end);
  }
}
for (const name of ['message', 'messageerror', 'close']) defineEventHandler(MessagePort.prototype, name);
for (const name of ['finish', 'deliverLater']) Object.defineProperty(MessagePort.prototype, name, { enumerable: false });
Object.defineProperty(MessagePort.prototype, Symbol.toStringTag, { value: 'MessagePort', configurable: true });

function transferList(given: unknown): unknown[] {
  if (given === undefined || given === null) return [];
  const isIterable = (value: unknown): value is Iterable<unknown> => typeof (value as { [Symbol.iterator]?: unknown } | null)?.[Symbol.iterator] === 'function';
  if (typeof given !== 'object') throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable');
  if (isIterable(given)) return [...given];
  const { transfer } = given as { transfer?: unknown };
  if (transfer === undefined || transfer === null) return [];
  if (!isIterable(transfer)) throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Optional options.transfer argument must be an iterable');
  return [...transfer];
}

function portFor(end: End): MessagePort {
  const port = new MessagePort(token);
  setEnd(port, end);
  end.port = port;
  return port;
}

export class MessageChannel {
  readonly port1: MessagePort;
  readonly port2: MessagePort;

  constructor() {
    const make = (): End => ({ inbox: new Fifo(), peer: undefined, port: undefined, isClosed: false });
    const ends = [make(), make()] as const;
    ends[0].peer = ends[1];
    ends[1].peer = ends[0];
    this.port1 = portFor(ends[0]);
    this.port2 = portFor(ends[1]);
  }
}

/** The next message, without an event; undefined when there is none. */
export function receiveMessageOnPort(port: unknown): { message: unknown } | undefined {
  if (!portClass.isPort(port)) throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance');
  const message = endOf(port)?.inbox.shift();
  return message === undefined ? undefined : { message: message.value };
}

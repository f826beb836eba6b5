import { Event, type EventInit } from './event.ts';
import { codedError } from './errors.ts';

interface MessageInit extends EventInit {
  data?: unknown;
  origin?: unknown;
  lastEventId?: unknown;
  source?: unknown;
  ports?: Iterable<unknown>;
}

/** Set by the file of the ports, which needs this class in its turn. */
export const portClass: { isPort(value: unknown): boolean } = { isPort: () => false };

let assertOwn: (event: unknown) => void;

export class MessageEvent extends Event {
  readonly #data: unknown;
  readonly #origin: string;
  readonly #lastEventId: string;
  readonly #source: unknown;
  readonly #ports: readonly unknown[];

  static {
    assertOwn = (event) => {
      if (typeof event !== 'object' || event === null || !(#data in event)) throw codedError(TypeError, 'ERR_INVALID_THIS', 'Illegal invocation');
    };
  }

  constructor(type: string, ...rest: [init?: MessageInit | null]) {
    if (arguments.length === 0) throw new TypeError('MessageEvent constructor: 1 argument required, but 0 found.');
    super(type, ...rest);
    const { data = null, origin = '', lastEventId = '', source = null, ports = [] } = rest[0] ?? {};
    const assertPort = (value: unknown, name: string) => {
      if (!portClass.isPort(value))
        throw new TypeError(`MessageEvent constructor: Expected eventInitDict.${name} ("${String(value)}") to be an instance of MessagePort.`);
    };
    if (source !== null) assertPort(source, 'source');
    if (typeof (ports as { [Symbol.iterator]?: unknown } | null)?.[Symbol.iterator] !== 'function')
      throw new TypeError(`MessageEvent constructor: eventInitDict.ports (${String(ports)}) is not iterable.`);
    this.#ports = [...ports];
    for (const [at, port] of this.#ports.entries()) assertPort(port, `ports[${at}]`);
    this.#data = data;
    this.#origin = `${origin}`;
    this.#lastEventId = `${lastEventId}`;
    this.#source = source;
  }

  get data(): unknown {
    assertOwn(this);
    return this.#data;
  }
  get origin(): string {
    assertOwn(this);
    return this.#origin;
  }
  get lastEventId(): string {
    assertOwn(this);
    return this.#lastEventId;
  }
  get source(): unknown {
    assertOwn(this);
    return this.#source;
  }
  get ports(): readonly unknown[] {
    assertOwn(this);
    return this.#ports;
  }
}
for (const name of ['data', 'origin', 'lastEventId', 'source', 'ports']) Object.defineProperty(MessageEvent.prototype, name, { enumerable: true });
Object.defineProperty(MessageEvent.prototype, Symbol.toStringTag, { value: 'MessageEvent', configurable: true });

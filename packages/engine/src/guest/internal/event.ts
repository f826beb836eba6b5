import { performanceNow } from './clock.ts';
import { codedError } from './errors.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { assertObjectLike, invalidThis } from './validate.ts';

export interface EventInit {
  bubbles?: boolean;
  cancelable?: boolean;
  composed?: boolean;
}

/** What happens to an event while it is dispatched. */
export interface Dispatch {
  start(event: Event, target: object): void;
  end(event: Event): void;
  /** Passive listeners cannot prevent anything. */
  passive(event: Event, isPassive: boolean): void;
  isStopped(event: Event): boolean;
  /** As events of the system are. */
  trust(event: Event): void;
}
export let dispatch: Dispatch;

let assertEvent: (event: unknown) => void;

/** The DOM's Event, without a tree to travel. */
export class Event {
  #type: string;
  #bubbles: boolean;
  #cancelable: boolean;
  readonly #composed: boolean;
  readonly #timeStamp = performanceNow();
  #target: object | null = null;
  #isPrevented = false;
  #isStopped = false;
  #isPropagationStopped = false;
  #isDispatching = false;
  #isPassive = false;
  #isTrusted = false;

  static {
    assertEvent = (event) => {
      if (typeof event !== 'object' || event === null || !(#type in event)) throw invalidThis('Event');
    };
    dispatch = {
      start(event, target) {
        if (event.#isDispatching) throw codedError(Error, 'ERR_EVENT_RECURSION', `The event "${event.#type}" is already being dispatched`);
        event.#target = target;
        event.#isDispatching = true;
      },
      end(event) {
        event.#isDispatching = false;
      },
      passive(event, isPassive) {
        event.#isPassive = isPassive;
      },
      isStopped: (event) => event.#isStopped,
      trust(event) {
        event.#isTrusted = true;
      },
    };
  }

  constructor(type: string, ...rest: [init?: EventInit | null]) {
    if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    const init = rest[0];
    if (init !== undefined) assertObjectLike(init, 'options', true);
    this.#bubbles = Boolean(init?.bubbles);
    this.#cancelable = Boolean(init?.cancelable);
    this.#composed = Boolean(init?.composed);
    this.#type = `${type}`;
  }

  initEvent(type: string, ...rest: [bubbles?: boolean, cancelable?: boolean]): void {
    assertEvent(this);
    if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    if (this.#isDispatching) return;
    this.#type = `${type}`;
    this.#bubbles = Boolean(rest[0]);
    this.#cancelable = Boolean(rest[1]);
  }

  stopImmediatePropagation(): void {
    assertEvent(this);
    this.#isPropagationStopped = true;
    this.#isStopped = true;
  }

  preventDefault(): void {
    assertEvent(this);
    if (this.#cancelable && !this.#isPassive) this.#isPrevented = true;
  }

  get target(): object | null {
    assertEvent(this);
    return this.#target;
  }
  get currentTarget(): object | null {
    assertEvent(this);
    return this.#isDispatching ? this.#target : null;
  }
  get srcElement(): object | null {
    assertEvent(this);
    return this.#target;
  }
  get type(): string {
    assertEvent(this);
    return this.#type;
  }
  get cancelable(): boolean {
    assertEvent(this);
    return this.#cancelable;
  }
  get defaultPrevented(): boolean {
    assertEvent(this);
    return this.#isPrevented;
  }
  get timeStamp(): number {
    assertEvent(this);
    return this.#timeStamp;
  }

  composedPath(): object[] {
    assertEvent(this);
    return this.#isDispatching && this.#target !== null ? [this.#target] : [];
  }

  get returnValue(): boolean {
    assertEvent(this);
    return !this.#isPrevented;
  }
  set returnValue(isWanted: boolean) {
    if (!isWanted) this.preventDefault();
  }
  get bubbles(): boolean {
    assertEvent(this);
    return this.#bubbles;
  }
  get composed(): boolean {
    assertEvent(this);
    return this.#composed;
  }
  get eventPhase(): number {
    assertEvent(this);
    return this.#isDispatching ? 2 : 0;
  }
  get cancelBubble(): boolean {
    assertEvent(this);
    return this.#isPropagationStopped;
  }
  set cancelBubble(isStopped: boolean) {
    if (isStopped) this.stopPropagation();
  }

  stopPropagation(): void {
    assertEvent(this);
    this.#isPropagationStopped = true;
  }

  get isTrusted(): boolean {
    assertEvent(this);
    return this.#isTrusted;
  }

  [customInspect](depth: number | null, options: InspectOptions): string {
    const { name } = this.constructor;
    if (depth !== null && depth < 0) return name;
    const { type, defaultPrevented, cancelable, timeStamp } = this;
    return `${name} ${inspect({ type, defaultPrevented, cancelable, timeStamp }, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}

let assertCustom: (event: unknown) => void;

export class CustomEvent extends Event {
  readonly #detail: unknown;

  static {
    assertCustom = (event) => {
      if (typeof event !== 'object' || event === null || !(#detail in event)) throw invalidThis('CustomEvent');
    };
  }

  constructor(type: string, ...rest: [init?: (EventInit & { detail?: unknown }) | null]) {
    if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    super(type, ...rest);
    this.#detail = rest[0]?.detail ?? null;
  }

  get detail(): unknown {
    assertCustom(this);
    return this.#detail;
  }
}

for (const [at, phase] of ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].entries())
  Object.defineProperty(Event, phase, { value: at, enumerable: true });
for (const Class of [Event, CustomEvent]) {
  for (const name of Object.getOwnPropertyNames(Class.prototype))
    if (name !== 'constructor') Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

import type { AbortSignal } from './abort.ts';
import { abortError, invalidArgType } from './errors.ts';
import type { EventEmitter, EventName } from './event-emitter.ts';
import { EventTarget, resistStop } from './event-target.ts';
import { Fifo } from './fifo.ts';
import { assertAbortSignal, assertInteger, assertObject } from './validate.ts';

interface WaitOptions {
  signal?: AbortSignal;
  /** Events that end an iteration. */
  close?: readonly EventName[];
  /** Events that nobody has asked for yet, above which the source is paused. */
  highWaterMark?: number;
  /** And below which it goes on. */
  lowWaterMark?: number;
  [firstArgument]?: true;
}

/** Of on(): gives an event's first argument in place of all of them. */
export const firstArgument = Symbol('firstArgument');

type Source = EventEmitter | EventTarget;
type Flow = { pause(): void; resume(): void };

function listen(source: Source, name: EventName, listener: (...args: unknown[]) => void, isOnce: boolean): () => void {
  if (source instanceof EventTarget) {
    source.addEventListener(String(name), listener, { once: isOnce, [resistStop]: true });
    return () => source.removeEventListener(String(name), listener);
  }
  if (typeof source?.on !== 'function') throw invalidArgType('emitter', 'an instance of EventEmitter', source);
  if (isOnce) source.once(name, listener);
  else source.on(name, listener);
  return () => source.removeListener(name, listener);
}

/** events.once: the arguments of the next event; rejects at an 'error' event or when aborted. */
export async function once(source: Source, name: EventName, options: WaitOptions = {}): Promise<unknown[]> {
  assertObject(options, 'options');
  const { signal } = options;
  assertAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortError(signal.reason);
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const finish = (settle: () => void) => {
      for (const stop of stops) stop();
      settle();
    };
    stops.push(listen(source, name, (...args) => finish(() => resolve(args)), true));
    if (name !== 'error' && !(source instanceof EventTarget)) stops.push(listen(source, 'error', (error) => finish(() => reject(error)), true));
    if (signal !== undefined) stops.push(listen(signal, 'abort', () => finish(() => reject(abortError(signal.reason))), true));
  });
}

interface Waiter {
  resolve(result: IteratorResult<unknown, undefined>): void;
  reject(error: unknown): void;
}

/** events.on: each event's arguments in turn. Events that nobody has asked for yet are kept, without limit unless options name one, as in Node. */
export function on(source: Source, name: EventName, options: WaitOptions = {}): AsyncIterableIterator<unknown, undefined> {
  assertObject(options, 'options');
  const { signal, close = [], highWaterMark = Number.MAX_SAFE_INTEGER, lowWaterMark = 1 } = options;
  assertAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortError(signal.reason);
  assertInteger(highWaterMark, 'options.highWaterMark', 1);
  assertInteger(lowWaterMark, 'options.lowWaterMark', 1);
  const unread = new Fifo<{ readonly value: unknown }>();
  const waiting = new Fifo<Waiter>();
  const stops: (() => void)[] = [];
  let failure: { error: unknown } | undefined;
  let ended = false;
  let isPaused = false;

  function end(): Promise<IteratorResult<unknown, undefined>> {
    ended = true;
    isPaused = false;
    for (const stop of stops.splice(0)) stop();
    for (let waiter = waiting.shift(); waiter !== undefined; waiter = waiting.shift()) waiter.resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  }

  function fail(error: unknown): void {
    const waiter = waiting.shift();
    if (waiter === undefined) failure = { error };
    else waiter.reject(error);
    void end();
  }

  stops.push(
    listen(
      source,
      name,
      (...args) => {
        const value = options[firstArgument] ? args[0] : args;
        const waiter = waiting.shift();
        if (waiter !== undefined) return waiter.resolve({ value, done: false });
        unread.push({ value });
        if (isPaused || unread.length <= highWaterMark) return;
        isPaused = true;
        (source as unknown as Flow).pause();
      },
      false,
    ),
  );
  if (name !== 'error' && !(source instanceof EventTarget)) stops.push(listen(source, 'error', fail, false));
  for (const event of close) stops.push(listen(source, event, () => void end(), false));
  if (signal !== undefined) stops.push(listen(signal, 'abort', () => fail(abortError(signal.reason)), true));

  return {
    next() {
      const next = unread.shift();
      if (isPaused && unread.length < lowWaterMark) {
        (source as unknown as Flow).resume();
        isPaused = false;
      }
      if (next !== undefined) return Promise.resolve({ value: next.value, done: false });
      if (failure !== undefined) {
        const { error } = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (ended) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return: end,
    throw(error) {
      if (!(error instanceof Error)) throw invalidArgType('EventEmitter.AsyncIterator', 'an instance of Error', error);
      fail(error);
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

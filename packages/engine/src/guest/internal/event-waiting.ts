import type { AbortSignal } from './abort.ts';
import { abortError, invalidArgType } from './errors.ts';
import type { EventEmitter, EventName } from './event-emitter.ts';
import { EventTarget, resistStop } from './event-target.ts';
import { Fifo } from './fifo.ts';
import { assertAbortSignal, assertObject } from './validate.ts';

interface WaitOptions {
  signal?: AbortSignal;
  /** Events that end an iteration. */
  close?: readonly EventName[];
}

type Source = EventEmitter | EventTarget;

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
  resolve(result: IteratorResult<unknown[], undefined>): void;
  reject(error: unknown): void;
}

/** events.on: each event's arguments in turn. Events that nobody has asked for yet are kept, without limit, as in Node. */
export function on(source: Source, name: EventName, options: WaitOptions = {}): AsyncIterableIterator<unknown[], undefined> {
  assertObject(options, 'options');
  const { signal, close = [] } = options;
  assertAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortError(signal.reason);
  const unread = new Fifo<unknown[]>();
  const waiting = new Fifo<Waiter>();
  const stops: (() => void)[] = [];
  let failure: { error: unknown } | undefined;
  let ended = false;

  function end(): Promise<IteratorResult<unknown[], undefined>> {
    ended = true;
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
        const waiter = waiting.shift();
        if (waiter === undefined) unread.push(args);
        else waiter.resolve({ value: args, done: false });
      },
      false,
    ),
  );
  if (name !== 'error' && !(source instanceof EventTarget)) stops.push(listen(source, 'error', fail, false));
  for (const event of close) stops.push(listen(source, event, () => void end(), false));
  if (signal !== undefined) stops.push(listen(signal, 'abort', () => fail(abortError(signal.reason)), true));

  return {
    next() {
      const value = unread.shift();
      if (value !== undefined) return Promise.resolve({ value, done: false });
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

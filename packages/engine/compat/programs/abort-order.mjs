// Signals made of signals, their order, trust, and listeners that nobody can stop.
import { addAbortListener, getEventListeners, once } from 'node:events';

const show = (label, run) => {
  try {
    console.log(label, run());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const order = [];
const first = new AbortController();
const second = new AbortController();
const combined = AbortSignal.any([AbortSignal.any([first.signal]), second.signal]);
combined.addEventListener('abort', (event) => order.push('combined', event.isTrusted));
first.signal.addEventListener('abort', () => order.push('first', combined.aborted));
first.signal.onabort = (event) => order.push(event.type);
first.abort('why');
first.abort('again');
console.log(order.join(), combined.reason, second.signal.aborted);
console.log(AbortSignal.any([]).aborted, AbortSignal.any([AbortSignal.abort(1), AbortSignal.abort(2)]).reason);
show('any', () => AbortSignal.any());
show('any of numbers', () => AbortSignal.any([5]));
show('timeout', () => AbortSignal.timeout(-1));
show('new', () => new AbortSignal());
show('brand', () => Object.getOwnPropertyDescriptor(AbortSignal.prototype, 'aborted').get.call({}));
show('throwIfAborted', () => AbortSignal.abort(new RangeError('mine')).throwIfAborted());
const stubborn = new AbortController();
stubborn.signal.addEventListener('abort', (event) => event.stopImmediatePropagation());
stubborn.signal.addEventListener('abort', () => console.log('never'));
addAbortListener(stubborn.signal, () => console.log('heard all the same'));
const waiting = once(new EventTarget(), 'x', { signal: stubborn.signal }).catch((error) => console.log(error.name, error.code));
stubborn.abort();
await waiting;
console.log(getEventListeners(stubborn.signal, 'abort').length);
console.log(new AbortController(), AbortSignal.abort());

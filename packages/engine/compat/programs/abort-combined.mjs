// any(), timeout(), reasons, listeners that are gone after use, and signals given to many APIs.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
const a = new AbortController();
const b = new AbortController();
const any = AbortSignal.any([a.signal, b.signal, AbortSignal.any([a.signal])]);
any.addEventListener('abort', (event) => console.log(event.type, event.target === any, any.reason));
b.abort('b first');
a.abort('a later');
console.log(any.aborted, any.reason, a.signal.reason, AbortSignal.any([]).aborted, AbortSignal.any([AbortSignal.abort('already')]).reason);
const plain = new AbortController();
plain.abort();
console.log(plain.signal.reason.name, plain.signal.reason.code, plain.signal.reason.message, plain.signal.reason instanceof DOMException);
const timeout = AbortSignal.timeout(5);
const alive = setTimeout(() => {}, 60_000);
await once(timeout, 'abort');
clearTimeout(alive);
console.log(timeout.reason.name, timeout.reason.message, timeout.reason.code);
try { timeout.throwIfAborted(); } catch (error) { console.log(error === timeout.reason); }
for (const [name, run] of Object.entries({
  wait: (signal) => wait(1000, undefined, { signal }), readFile: (signal) => readFile('/app/none', { signal }), once: (signal) => once(new EventTarget(), 'x', { signal }), fetch: (signal) => fetch('http://localhost:1', { signal }),
})) {
  console.log(name, await run(AbortSignal.abort()).catch((error) => `${error.name} ${error.code}`), await run(AbortSignal.abort(new RangeError('own'))).catch((error) => `${error.name} ${error.cause?.message ?? error.message}`));
}
for (const attempt of [() => new AbortSignal(), () => AbortSignal.timeout(-1), () => AbortSignal.any(5), () => AbortSignal.any([{}])]) { try { attempt(); console.log('fine'); } catch (error) { console.log(error.name, error.code); } }
console.log(plain.signal, new AbortController());

// Order across phases, refs, clearing from inside, repeats, odd delays and odd arguments.
const log = [];
setTimeout((...args) => log.push(['args', ...args]), 1, 'a', 2);
const cleared = setTimeout(() => log.push('never'), 1);
setTimeout(() => { clearTimeout(cleared); log.push('clears'); }, 0);
setImmediate(() => { log.push('immediate'); setImmediate(() => log.push('next immediate')); process.nextTick(() => log.push('tick in immediate')); Promise.resolve().then(() => log.push('job in immediate')); });
let count = 0;
const repeating = setInterval(() => { log.push(`repeat ${++count}`); if (count === 3) clearInterval(repeating); }, 20);
const unref = setTimeout(() => log.push('unref never'), 100_000).unref();
console.log(unref.hasRef(), unref.ref().hasRef(), unref.unref() === unref, typeof unref[Symbol.toPrimitive](), unref.constructor.name);
clearTimeout(null); clearTimeout(undefined); clearTimeout({}); clearTimeout('x'); clearInterval(-1); clearImmediate({});
for (const bad of [undefined, null, 'code', {}]) { try { setTimeout(bad, 1); } catch (error) { console.log(error.code, error.message); } }
for (const delay of [-1, NaN, 'x', 2 ** 31, Infinity, 1.7]) { const timer = setTimeout(() => {}, delay); console.log(delay, timer._idleTimeout); clearTimeout(timer); }
const refreshed = setTimeout(() => log.push('refreshed'), 30);
setTimeout(() => refreshed.refresh(), 20);
const disposed = setTimeout(() => log.push('never'), 10);
disposed[Symbol.dispose]();
setTimeout(() => console.log(log), 150);

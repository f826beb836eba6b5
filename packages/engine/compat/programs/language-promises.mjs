// Order of jobs, aggregate errors, thenables, and what a settled promise ignores.
const log = [];
const thenable = { then(resolve) { log.push('then called'); resolve('from thenable'); } };
Promise.resolve().then(() => log.push('1')).then(() => log.push('3'));
(async () => { await thenable; log.push('after thenable'); })();
Promise.resolve().then(() => log.push('2'));
queueMicrotask(() => log.push('microtask'));
process.nextTick(() => log.push('tick'));
await new Promise((resolve) => setImmediate(resolve));
console.log(log);
try { await Promise.any([Promise.reject(new Error('a')), Promise.reject(new Error('b'))]); } catch (error) { console.log(error.name, error.message, error.errors.map((each) => each.message)); }
console.log(await Promise.allSettled([1, Promise.reject(2), thenable]));
const { promise, resolve, reject } = Promise.withResolvers();
resolve(1); resolve(2); reject(new Error('ignored'));
console.log(await promise, await Promise.race([new Promise(() => {}), 'quick']), await Promise.try(() => { throw new Error('sync'); }).catch((error) => error.message));
class Own extends Promise { static get [Symbol.species]() { return Promise; } }
console.log(Own.resolve(1) instanceof Own, Own.resolve(1).then(() => {}) instanceof Own);
console.log(Promise.resolve(1), Promise.reject(Object.assign(new Error('x'), { stack: 'stack' })).catch(() => {}), new Promise(() => {}));
const circular = new Promise((done) => setTimeout(() => done(circular)));
console.log(await circular.catch((error) => error.name));

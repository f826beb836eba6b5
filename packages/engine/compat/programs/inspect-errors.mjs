// Errors as console.log prints them: stacks, causes, extra fields, classes.
import util from 'node:util';
class AppError extends Error { constructor(message, options) { super(message, options); this.name = 'AppError'; } }
class Failure extends Error {}
class FieldName extends Error { name = 'FieldName'; }
class HttpError extends TypeError { constructor(status) { super(`status ${status}`); this.status = status; } }
function make() { return new Error('made'); }
console.log(new Error('plain'));
console.log(new TypeError('typed'), 'after');
console.log([new RangeError('in list')]);
console.log({ error: new Error('nested') });
console.log(new AppError('app'));
console.log(new Failure('fail'));
console.log(new FieldName('field'));
console.log(new HttpError(503));
console.log(Object.assign(new Error('with fields'), { code: 'E_X', details: { a: 1 } }));
console.log(new Error('outer', { cause: new Error('inner') }));
console.log(new Error('outer', { cause: 'text' }));
console.log(new Error('two\nlines'));
console.log(new Error(''));
console.log(new Error());
console.log(make());
console.log(new AggregateError([new Error('one'), new TypeError('two')], 'many'));
console.log(util.inspect(new Error('no frames'), { compact: true }).split('\n')[0]);
const noStack = new Error('stackless'); noStack.stack = undefined; console.log(noStack);
const ownStack = new Error('own'); ownStack.stack = 'just text'; console.log(ownStack); console.log([ownStack]);
const changed = new Error('before'); changed.message = 'after'; console.log(changed);
const renamed = new Error('renamed'); renamed.name = 'Renamed'; console.log(renamed);
const nullish = Object.setPrototypeOf(new Error('null proto'), null); console.log(typeof util.inspect(nullish));
try { null.foo; } catch (error) { console.log(error.name, error instanceof TypeError); }
try { undefinedName; } catch (error) { console.log(error.message); }
console.log(String(new AppError('s')), `${new HttpError(1)}`, new Error('m').toString());
console.log(util.inspect(new Error('d'), { depth: -1 }).split('\n')[0]);
console.log('%s|%o', 'x', 1, new Error('formatted').message);
console.log(Object.keys(new Error('k')), 'stack' in new Error('k'), typeof new Error('k').stack, new Error('k').stack.split('\n')[0]);
const target = {}; Error.captureStackTrace(target); console.log(typeof target.stack, target.stack.split('\n')[0]);
const named = { name: 'N', message: 'M' }; Error.captureStackTrace(named); console.log(named.stack.split('\n')[0]);
function Legacy(message) { this.message = message; Error.captureStackTrace(this, Legacy); } util.inherits(Legacy, Error); Legacy.prototype.name = 'Legacy'; console.log(new Legacy('old style'));
console.log(new DOMException('dom', 'AbortError').name, new DOMException('dom', 'AbortError').code, new DOMException('x') instanceof Error);
const rejected = Promise.reject(new Error('rejected')); rejected.catch(() => {}); console.log(rejected); console.log(Promise.resolve({ a: [1] }), [Promise.resolve('x')], new Promise(() => {}), (async () => 5)(), (async () => { await null; })());
console.log(util.isDeepStrictEqual(new Error('a'), new Error('a')), util.types.isNativeError(new HttpError(1)));

// promisify, callbackify, deprecate, inherits, types, formatting of errors and of what lies.
import util from 'node:util';
const custom = Object.assign((x, done) => done(null, x), { [util.promisify.custom]: async (x) => `custom ${x}` });
console.log(await util.promisify((a, done) => done(null, a, 'ignored'))('x'), await util.promisify(custom)('y'), await util.promisify((done) => done(new Error('no')))().catch((error) => error.message), await util.promisify(setTimeout)(1, 'later'));
util.callbackify(async () => { throw null; })((error) => console.log(error.code, error.reason));
util.callbackify(async (x) => x)('v', (error, value) => console.log(error, value));
await new Promise((resolve) => setImmediate(resolve));
class Lies { get [Symbol.toStringTag]() { return 'Truth'; } [util.inspect.custom](depth, options, inspect) { return `<${depth} ${typeof options.stylize} ${inspect === util.inspect}>`; } }
console.log(new Lies(), [new Lies()], util.inspect(new Lies(), { customInspect: false }), util.inspect(new Proxy({ a: 1 }, {}), { showProxy: true }), util.inspect('a\'b"c'), util.inspect(new Map([[{ a: [1] }, new Set()]]), { depth: 0 }), util.inspect({ a: 1n, b: Symbol('s'), c: -0, d: [, 1], e: () => {}, f: class X extends Lies {} }, { compact: false }));
console.log(util.inspect({ long: 'x'.repeat(200) }, { maxStringLength: 10 }), util.inspect(Array.from({ length: 200 }), { maxArrayLength: 2 }), util.inspect({ b: 1, a: 2 }, { sorted: true, breakLength: 3 }), util.inspect(Object.create(null)), util.inspect(Object.create({ constructor: undefined })), util.inspect(new (class extends Array {})(3)));
const circular = { name: 'c' }; circular.self = circular; circular.list = [circular, { circular }];
console.log(circular, util.format('%s %d %i %f %j %o %O %c%%', 'a', '5', 5.9, '1.5', circular, [1], { a: 1 }, 'css', 'extra', { e: 1 }));
console.log(util.isDeepStrictEqual(new Set([{ a: 1 }]), new Set([{ a: 1 }])), util.isDeepStrictEqual([0], [-0]), util.types.isProxy(new Proxy({}, {})), util.types.isPromise(Promise.resolve()), util.types.isGeneratorFunction(function* () {}), util.stripVTControlCharacters('\u001b[31mred\u001b[0m'), util.styleText('red', 'x', { validateStream: false }), util.toUSVString('a\ud800'));
const old = util.deprecate(() => 'old', 'old() is old', 'DEP9999');
console.log(old(), old());
await new Promise((resolve) => setImmediate(resolve));
for (const attempt of [() => util.promisify(5), () => util.inherits(5, 5), () => util.styleText('nope', 'x'), () => util.inspect.custom.x.y, () => new util.TextDecoder('nope'), () => new util.TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255]))]) { try { attempt(); console.log('fine'); } catch (error) { console.log(error.name, error.code); } }

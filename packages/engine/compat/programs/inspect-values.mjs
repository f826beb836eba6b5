// util.inspect and console.log over kinds of values and layouts.
import util from 'node:util';
const show = (value, options) => console.log(util.inspect(value, options));
class Foo { constructor() { this.a = 1; } }
class Bar extends Foo { get x() { return 1; } }
class Tagged { get [Symbol.toStringTag]() { return 'Tag'; } }
const circular = { name: 'c', list: [] }; circular.self = circular; circular.list.push(circular, { up: circular.list });
const nullProto = Object.assign(Object.create(null), { a: 1, 'b-c': 2 });
const withAccessors = { get a() { return 1; }, set b(v) {}, get c() { return 2; }, set c(v) {} };
const sparse = [1, , , 4]; sparse.extra = 'x';
const fn = function named() {}; fn.prop = 1;
const values = [
  'text', "it's", `both ' and "`, 'all \' " `', 'line\nbreak\ttab\u0001\x7f\\', '', '\ud800', 'é😀', 0, -0, 1.5, NaN, Infinity, 10n, true, null, undefined,
  Symbol('s'), Symbol(), [], [1, 2, 3], [[]], [[[[]]]], [[[[1]]]], {}, { a: 1 }, { 'a-b': 1, 2: 3, $d: 4, _e: 5, 'f g': 6 }, { a: { b: { c: {} } } }, { a: { b: { c: { d: 1 } } } },
  nullProto, Object.create(null), Object.create({}), Object.create({ a: 1 }), new Foo(), new Bar(), new Tagged(), Foo, Bar, class {}, function () {}, () => {}, async () => {}, function* gen() {}, async function* agen() {}, fn,
  Math.max, new Map(), new Map([['a', 1], [{ b: 2 }, [3]]]), new Set(), new Set([1, 'two', { three: 3 }]), new WeakMap(), new WeakSet(), new Date(0), new Date(NaN), /re/gi, Object.assign(/x/, { p: 1 }),
  sparse, [undefined, null], new Array(3), withAccessors, circular, [1.5, -2, 'x', 3n], new Uint8Array([1, 2, 3]), new Float64Array(2), new Uint8Array(0), new ArrayBuffer(4), new DataView(new ArrayBuffer(2)), Buffer.from('hello'), Buffer.alloc(0),
  new Number(3), new String('abc'), new Boolean(false), Object(Symbol('b')), Object(5n), Object.assign(new String('ab'), { x: 1 }),
  { s: Symbol('in'), [Symbol('key')]: 1, [Symbol.for('k2')]: { a: 1 } }, Promise.resolve.call, { f() {}, g: () => {}, h: class A {} }, globalThis.undefinedThing,
  Array.from({ length: 7 }, (_, i) => i), Array.from({ length: 30 }, (_, i) => i * 37), Array.from({ length: 120 }, (_, i) => i), Array.from({ length: 12 }, (_, i) => `item ${i}`), Array.from({ length: 27 }, (_, i) => 'x'.repeat(i % 9)),
  Array.from({ length: 10 }, (_, i) => ({ id: i })), Array.from({ length: 8 }, (_, i) => [i, i * i]), Array.from({ length: 101 }, () => 'ab'), new Set(Array.from({ length: 105 }, (_, i) => i)), new Map(Array.from({ length: 9 }, (_, i) => [i, `v${i}`])),
  { a: 'x'.repeat(60), b: 'y'.repeat(30) }, { long: 'z'.repeat(100) }, ['q'.repeat(77)], ['line one\nline two that is quite a bit longer than the first one was, is it not'], { a: 1, b: 'two', c: [3, 4], d: { e: 5 }, f: null, g: undefined, h: true },
  { level1: { level2: { level3: { level4: 1 } }, list: [[['deep']]] } }, { users: [{ name: 'Ann', tags: ['a', 'b'] }, { name: 'Bob', tags: [] }] }, [{ a: 1, b: { c: 2 } }, { a: 3, b: { c: { d: {} } } }],
  { k0: 'aaaaaaaaaaaa', k1: 'bbbbbbbbbbbb', k2: 'cccccccccccc', k3: 'dddddddddddd', k4: 'eeeeeeeeeeee' }, [['a', 1], ['b', 2]], [, 'x'], [1, , 3], Object.freeze({ z: 1 }), new Proxy({ p: 1 }, {}), (function () { return arguments; })(1, 'a'),
  [][Symbol.iterator](), (function* () {})(), new (class extends Map {})([[1, 2]]), new (class Stack extends Array {})(3), new (class Coll extends Set {})(['a']), Object.assign([1, 2], { k: 'v', '-1': 0 }), { [util.inspect.custom]: () => 'custom!' }, { [util.inspect.custom]: () => ({ replaced: true }) }, { nested: { [util.inspect.custom](depth, options) { return `d${depth} ${typeof options.stylize}`; } } },
  { a: [1, 2, { b: new Map([[{ k: 1 }, new Set([1])]]) }] }, '日本語', ['日本語', '한국어', '中文', 'a', 'b', 'c', 'd', 'e'], { '日本': 1 }, new URLSearchParams('a=1&b=2&a=3'), new URL('http://u:p@host:8080/p/a?q=1#h'), JSON, Math, Reflect, globalThis === global,
];
values.forEach((value, i) => { console.log(i); show(value); });
show({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); show({ a: { b: { c: { d: 1 } } } }, { depth: null }); show({ a: [1, [2, [3, [4]]]] }, { depth: 1 });
show({ b: 1, a: { d: 1, c: 2 } }, { sorted: true }); show({ b: 1, a: [1, 2] }, { compact: false }); show({ a: { b: 1 }, c: [1, 2, 3] }, { compact: true }); show({ a: 1, b: 'x' }, { colors: true });
show('abcdef', { maxStringLength: 3 }); show([1, 2, 3, 4], { maxArrayLength: 2 }); show([1, 2, 3, 4], { maxArrayLength: 0 }); show({ a: 1, b: 2 }, { breakLength: 3 }); show({ a: 1, b: [1, 2, 3] }, { breakLength: Infinity });
show(withAccessors, { getters: true }); show([1, 2], { showHidden: true }); show(123456789.12345, { numericSeparator: true }); show(1234567n, { numericSeparator: true }); show(Object.defineProperty({}, 'hid', { value: 1 }), { showHidden: true });
console.log(util.inspect({ a: { b: {} } }, false, 0)); console.log('%s is %d years and %i, %f, %j %o %O %% %c.', 'Bob', 42.5, 42.9, '1.25', { a: 1 }, [1], { b: { c: { d: {} } } }, 'css', 'extra', { x: 1 });
console.log('%s %s %s %s', new Foo(), { a: { b: 1 } }, [1, [2]], Symbol('q'), '%s'); console.log('%s', null, undefined, 5n, -0); console.log('a%', '%d', 1); console.log('%d', '0x10', 5n, 'z'); console.log('%s'); console.log('%x %s', 1); console.log(1, '%s', 2);
console.log('%s', { toString() { return 'mine'; } }, new (class { toString() { return 'klass'; } })(), new Date(0), new Error('err').message); console.log('%%', '%%'); console.log('100%', 5); console.log({ toString: 1 }.toString); console.log(); console.log(''); console.log(undefined, null);

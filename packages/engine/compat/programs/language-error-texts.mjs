// The commonest errors of the language itself, with their words.
const attempts = {
  readUndefined: () => undefined.name, readNull: () => null.name, setUndefined: () => { undefined.name = 1; }, setNull: () => { null.name = 1; }, deep: () => ({ a: {} }).a.b.c,
  missing: () => notDefined, constant: () => { const fixed = 1; fixed = 2; }, early: () => { early; let early; }, frozen: () => { Object.freeze({ a: 1 }).a = 2; },
  symbol: () => `${Symbol('s')}`, symbolNumber: () => +Symbol('s'), mixed: () => 1n + 1, divided: () => 1n / 0n, length: () => new Array(-1),
  bigJson: () => JSON.stringify(1n), date: () => new Date(NaN).toISOString(), fixed: () => (1).toFixed(101), precision: () => (1).toPrecision(101), reduce: () => [].reduce((a, b) => a), uri: () => decodeURIComponent('%'),
  primitive: () => +{ [Symbol.toPrimitive]: () => ({}) }, cyclic: () => { const a = {}; Object.setPrototypeOf(a, Object.create(a)); }, member: () => (class A { #x; static read(o) { return o.#x; } }).read({}),
  running: () => { const it = (function* () { it.next(); })(); it.next(); }, view: () => new DataView(new ArrayBuffer(1)).getInt32(0), form: () => 'a'.normalize('x'), deepCalls: () => { (function down() { down(); })(); },
};
for (const [name, attempt] of Object.entries(attempts)) {
  try { attempt(); console.log(name, 'fine'); } catch (error) { console.log(name, `${error.name}: ${error.message}`); }
}
try { const o = {}; o.o = o; JSON.stringify(o); } catch (error) { console.log(error.message.split('\n')[0]); }

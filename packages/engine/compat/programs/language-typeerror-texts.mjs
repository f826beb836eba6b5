// Kinds of errors that the language itself throws, whatever their words.
const attempts = {
  property: () => undefined.x, call: () => { const nothing = undefined; nothing(); }, construct: () => new (class { #x; static m(o) { return o.#x; } }).m({}), missing: () => notDefined, constant: () => { const fixed = 1; fixed = 2; },
  early: () => { early; let early; }, iterate: () => { const [a] = 5; }, spread: () => [...{}], instance: () => ({} instanceof 5), inside: () => 'x' in 'y', symbol: () => `${Symbol('s')}`, bigint: () => 1n + 1, invalid: () => JSON.parse('{x'), range: () => new Array(-1), cyclic: () => { const o = {}; o.o = o; JSON.stringify(o); },
};
for (const [name, attempt] of Object.entries(attempts)) {
  try { attempt(); } catch (error) { console.log(name, error.name, error.constructor === globalThis[error.name]); }
}

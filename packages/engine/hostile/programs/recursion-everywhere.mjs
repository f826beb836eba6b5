// ends: exit 0
// Each way of calling that passes through the engine's own code.
const object = {
  get getter() { return this.getter; },
  toString() { return `${this}`; },
  valueOf() { return +this; },
  toJSON() { return JSON.stringify(this); },
  [Symbol.iterator]() { return [...this]; },
};
const proxy = new Proxy({}, { get: (target, key, receiver) => receiver[key], has: (target, key) => key in proxy, ownKeys: () => Object.keys(proxy) });
const ways = {
  getter: () => object.getter,
  toString: () => String(object),
  valueOf: () => Number(object),
  toJSON: () => JSON.stringify(object),
  iterator: () => [...object],
  proxyGet: () => proxy.x,
  proxyHas: () => 'x' in proxy,
  proxyKeys: () => Object.keys(proxy),
  sort: function again() { [1, 2].sort(again); },
  map: function again() { [1].map(again); },
  replace: function again() { 'a'.replace(/a/, again); },
  apply: function again() { again.apply(null, []); },
  reflect: function again() { Reflect.apply(again, null, []); },
  construct: function Again() { new Again(); },
  bind: function again() { again.bind(null)(); },
  mapForEach: function again() { new Map([[1, 1]]).forEach(again); },
  flat: () => { let nest = []; for (let i = 0; i < 2000; i++) nest = [nest]; return nest.join(); },
  evaluate: () => { globalThis.again = () => (0, eval)('again()'); globalThis.again(); },
};
for (const [name, way] of Object.entries(ways)) {
  try {
    way();
    console.log(name, 'returned');
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) console.log(name, error.name);
  }
}
console.log('survived');

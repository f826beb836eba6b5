// Private fields, static blocks, accessors, brand checks, new.target, super in objects.
class Counter {
  static #made = 0;
  static { this.label = 'counter'; }
  #count = 0;
  static of(value) { return #count in value; }
  get value() { return this.#count; }
  set value(next) { if (!Number.isInteger(next)) throw new RangeError(`${next} is no integer`); this.#count = next; }
  constructor() { if (new.target === Counter) Counter.#made++; }
  static get made() { return Counter.#made; }
  async *[Symbol.asyncIterator]() { for (let i = 0; i < this.#count; i++) yield i; }
}
const counter = new Counter();
counter.value = 3;
try { counter.value = 1.5; } catch (error) { console.log(error.message); }
const seen = [];
for await (const each of counter) seen.push(each);
console.log(seen, Counter.of(counter), Counter.of({}), Counter.made, new (class extends Counter {})().value, Counter.made, Counter.label);
console.log(counter, new (class Sub extends Counter { extra = [1]; })());
const base = { greet() { return `hello from ${this.name}`; } };
const derived = { __proto__: base, name: 'derived', greet() { return `${super.greet()}!`; } };
console.log(derived.greet(), Object.getOwnPropertyNames(class { static s() {} m() {} }).join());
label: for (const a of [1, 2]) for (const b of [1, 2]) { if (b === 2) continue label; console.log(a, b); }
console.log([..."a👩‍💻é"].length, "a👩‍💻é".length, 'x'.at(-1), [3, 1, 2].toSorted(), [1, 2, 3].with(1, 9), Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')));
console.log(new Set([1, 2]).union(new Set([3])), [1, [2, [3, [4]]]].flat(Infinity), Array.from({ length: 3 }, (_, i) => i ** 2), structuredClone(new Map([[{ a: 1 }, new Set(['x'])]])));

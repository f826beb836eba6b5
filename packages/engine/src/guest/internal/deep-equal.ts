/** What of a comparison of two values is under way, so that circular structures end. */
interface Comparison {
  readonly strict: boolean;
  readonly anyPrototype?: boolean;
  readonly open: Map<object, object>;
}

/** util.isDeepStrictEqual: same prototypes, same own enumerable properties, Object.is for primitives. */
export function isDeepStrictEqual(a: unknown, b: unknown): boolean {
  return equal(a, b, { strict: true, open: new Map() });
}

/** As isDeepStrictEqual, whatever the prototypes are. */
export function isDeepEqualAnyPrototype(a: unknown, b: unknown): boolean {
  return equal(a, b, { strict: true, anyPrototype: true, open: new Map() });
}

/** assert.deepEqual of the legacy assert: `==` for primitives, prototypes do not matter. */
export function isDeepLooseEqual(a: unknown, b: unknown): boolean {
  return equal(a, b, { strict: false, open: new Map() });
}

function equal(a: unknown, b: unknown, comparison: Comparison): boolean {
  const { strict, open } = comparison;
  if (strict ? Object.is(a, b) : a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    if (!strict) return (typeof a !== 'object' || a === null) && (typeof b !== 'object' || b === null) && (a == b || (a !== a && b !== b));
    return false;
  }
  if (strict && !comparison.anyPrototype && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (!sameInside(a, b, comparison)) return false;
  if (open.get(a) === b) return true;
  open.set(a, b);
  const result = sameProperties(a, b, comparison) && sameItems(a, b, comparison);
  open.delete(a);
  return result;
}

/** What an object holds beside its properties. */
function sameInside(a: object, b: object, { strict }: Comparison): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length;
  if (a instanceof Date) return b instanceof Date && Object.is(a.getTime(), b.getTime());
  if (a instanceof RegExp) return b instanceof RegExp && a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
  if (a instanceof Error) return b instanceof Error && a.message === b.message && a.name === b.name;
  if (ArrayBuffer.isView(a)) return ArrayBuffer.isView(b) && sameBytes(a, b, strict);
  if (a instanceof ArrayBuffer) return b instanceof ArrayBuffer && sameBytes(new Uint8Array(a), new Uint8Array(b), true);
  if (a instanceof Set || a instanceof Map) return (b instanceof Set || b instanceof Map) && a.size === b.size;
  for (const Wrapper of [Number, String, Boolean, BigInt, Symbol]) {
    if (a instanceof Wrapper) return b instanceof Wrapper && sameBoxed(a, b, Wrapper.prototype);
  }
  // Their contents cannot be seen: only the same one is equal.
  return !(a instanceof WeakMap || a instanceof WeakSet || a instanceof Promise);
}

/** Objects that wrap primitives: what is inside counts, not what they claim to be. */
function sameBoxed(a: object, b: object, prototype: { valueOf(): unknown }): boolean {
  try {
    return Object.is(prototype.valueOf.call(a), prototype.valueOf.call(b));
  } catch {
    // One of them is of another kind, with a prototype that was put there.
    return false;
  }
}

function sameBytes(a: ArrayBufferView, b: ArrayBufferView, strict: boolean): boolean {
  if (a.byteLength !== b.byteLength) return false;
  if (!strict && (a instanceof Float32Array || a instanceof Float64Array)) return sameElements(a, b as Float64Array);
  return sameElements(new Uint8Array(a.buffer, a.byteOffset, a.byteLength), new Uint8Array(b.buffer, b.byteOffset, b.byteLength));
}

function sameElements(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function enumerableKeys(value: object, strict: boolean): (string | symbol)[] {
  // The elements of a typed array come first among its keys, and were compared as bytes.
  const elements = ArrayBuffer.isView(value) && !(value instanceof DataView) ? (value as Uint8Array).length : 0;
  const keys: (string | symbol)[] = elements > 0 ? Object.keys(value).slice(elements) : Object.keys(value);
  if (!strict) return keys;
  return [...keys, ...Object.getOwnPropertySymbols(value).filter((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol))];
}

function sameProperties(a: object, b: object, comparison: Comparison): boolean {
  const keys = enumerableKeys(a, comparison.strict);
  if (keys.length !== enumerableKeys(b, comparison.strict).length) return false;
  const [left, right] = [a as Record<string | symbol, unknown>, b as Record<string | symbol, unknown>];
  if (!keys.every((key) => Object.prototype.propertyIsEnumerable.call(b, key) && equal(left[key], right[key], comparison))) return false;
  // Hidden, and yet part of what an error says.
  if (!(a instanceof Error)) return true;
  return ['cause', 'errors'].every((key) => Object.hasOwn(a, key) === Object.hasOwn(b, key) && equal(left[key], right[key], comparison));
}

function sameItems(a: object, b: object, comparison: Comparison): boolean {
  if (a instanceof Set && b instanceof Set) {
    const rest = [...b].filter((value) => !a.has(value));
    for (const value of a) {
      if (b.has(value)) continue;
      const at = rest.findIndex((other) => equal(value, other, comparison));
      if (at < 0) return false;
      rest.splice(at, 1);
    }
    return true;
  }
  if (a instanceof Map && b instanceof Map) {
    const rest = [...b].filter(([key]) => !a.has(key));
    for (const [key, value] of a) {
      if (b.has(key)) {
        if (!equal(value, b.get(key), comparison)) return false;
        continue;
      }
      const at = rest.findIndex(([otherKey, other]) => equal(key, otherKey, comparison) && equal(value, other, comparison));
      if (at < 0) return false;
      rest.splice(at, 1);
    }
  }
  return true;
}

/** util.types: what kind of built-in object a value is. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

const typedArrayTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype) as object, Symbol.toStringTag)?.get as (
  this: unknown,
) => string | undefined;

/** Name of a typed array's class, whatever the program did to its prototype. */
function viewOf(value: unknown): string | undefined {
  return ArrayBuffer.isView(value) ? typedArrayTag.call(value) : undefined;
}

/** Whether `read`, which needs the real thing, works on the value. */
function has(value: unknown, Class: new (...args: never[]) => object, read: (value: never) => unknown): boolean {
  if (!(value instanceof Class)) return false;
  try {
    read(value as never);
    return true;
  } catch {
    // Only made to look like one.
    return false;
  }
}

const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size')?.get as (this: unknown) => number;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size')?.get as (this: unknown) => number;

const typedArrays = Object.fromEntries(
  [
    'Uint8Array',
    'Uint8ClampedArray',
    'Uint16Array',
    'Uint32Array',
    'Int8Array',
    'Int16Array',
    'Int32Array',
    'Float16Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
  ].map((name) => [`is${name}`, (value: unknown) => viewOf(value) === name]),
) as Record<'isUint8Array', (value: unknown) => value is Uint8Array>;

function isWrapperOf(Class: { new (value?: never): object } | typeof Symbol | typeof BigInt) {
  return (value: unknown): boolean => typeof value === 'object' && value !== null && value instanceof Class && typeof value.valueOf() !== 'object';
}

const wrappers = {
  isNumberObject: isWrapperOf(Number),
  isStringObject: isWrapperOf(String),
  isBooleanObject: isWrapperOf(Boolean),
  isBigIntObject: isWrapperOf(BigInt),
  isSymbolObject: isWrapperOf(Symbol),
};
const isArrayBuffer = (value: unknown): value is ArrayBuffer => value instanceof ArrayBuffer;
const isSharedArrayBuffer = (value: unknown): boolean => value instanceof SharedArrayBuffer;

export const types = {
  ...typedArrays,
  ...wrappers,
  isArrayBuffer,
  isSharedArrayBuffer,
  isAnyArrayBuffer: (value: unknown) => isArrayBuffer(value) || isSharedArrayBuffer(value),
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray: (value: unknown) => viewOf(value) !== undefined,
  isDataView: (value: unknown) => value instanceof DataView,
  isArgumentsObject: (value: unknown) => tagOf(value) === 'Arguments' && !Object.hasOwn(value as object, Symbol.toStringTag),
  isBoxedPrimitive: (value: unknown) => Object.values(wrappers).some((test) => test(value)),
  isDate: (value: unknown) => has(value, Date, (date: Date) => Date.prototype.getTime.call(date)),
  isRegExp: (value: unknown) => value instanceof RegExp,
  isNativeError: (value: unknown) => (Error as unknown as { isError(value: unknown): boolean }).isError(value),
  isMap: (value: unknown) => has(value, Map, (map: object) => mapSize.call(map)),
  isSet: (value: unknown) => has(value, Set, (set: object) => setSize.call(set)),
  isWeakMap: (value: unknown) => has(value, WeakMap, (map: object) => WeakMap.prototype.has.call(map, {})),
  isWeakSet: (value: unknown) => has(value, WeakSet, (set: object) => WeakSet.prototype.has.call(set, {})),
  isMapIterator: (value: unknown) => tagOf(value) === 'Map Iterator',
  isSetIterator: (value: unknown) => tagOf(value) === 'Set Iterator',
  isPromise: (value: unknown) => value instanceof Promise,
  isAsyncFunction: (value: unknown) => typeof value === 'function' && /^Async/.test(tagOf(value)),
  isGeneratorFunction: (value: unknown) => typeof value === 'function' && /GeneratorFunction$/.test(tagOf(value)),
  isGeneratorObject: (value: unknown) => typeof value === 'object' && /Generator$/.test(tagOf(value)),
  isModuleNamespaceObject: (value: unknown) => tagOf(value) === 'Module' && Object.getPrototypeOf(value) === null,
  // The engine does not say: a Proxy cannot be told from what it stands for.
  isProxy: () => false,
  isExternal: () => false,
  isCryptoKey: () => false,
  isKeyObject: () => false,
};

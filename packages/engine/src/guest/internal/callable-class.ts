/** The object that a class called as a function is to set up: the constructor at the root of its chain gives that out as `this`. */
const adoption: { next: object | undefined } = { next: undefined };

/** For constructors at the root: the object to return instead of a new one, if there is one. */
export function takeAdopted(): object | undefined {
  const object = adoption.next;
  adoption.next = undefined;
  return object;
}

/**
 * A class that can also be called without `new`, as Node's older ones can: `http.Server(app)`, `net.Socket()`, and
 * `http.Agent.call(this)` in the constructor of an heir of the old kind, which then has all that an instance has.
 * Instances are the class's own, and both names are `instanceof` each other.
 */
export function callableClass<Class extends new (...args: never[]) => object>(
  Original: Class,
): Class & ((...args: ConstructorParameters<Class>) => InstanceType<Class>) {
  function Callable(this: unknown, ...args: ConstructorParameters<Class>): object {
    if (new.target === undefined && this instanceof Original) {
      adoption.next = this;
      try {
        return new Original(...args);
      } finally {
        adoption.next = undefined;
      }
    }
    if (new.target === undefined || new.target === Callable) return new Original(...args);
    return Reflect.construct(Original, args, new.target) as object;
  }
  Object.setPrototypeOf(Callable, Original);
  Object.defineProperty(Callable, 'prototype', { value: Original.prototype as object, writable: false });
  Object.defineProperty(Callable, 'name', { value: Original.name, configurable: true });
  Object.defineProperty(Original.prototype, 'constructor', { value: Callable, writable: true, configurable: true });
  return Callable as unknown as Class & ((...args: ConstructorParameters<Class>) => InstanceType<Class>);
}

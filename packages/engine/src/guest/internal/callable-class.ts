/**
 * A class that can also be called without `new`, as Node's older ones can: `http.Server(app)`, `net.Socket()`.
 * Instances are the class's own, and both names are `instanceof` each other.
 */
export function callableClass<Class extends new (...args: never[]) => object>(
  Original: Class,
): Class & ((...args: ConstructorParameters<Class>) => InstanceType<Class>) {
  function Callable(this: unknown, ...args: ConstructorParameters<Class>): object {
    if (new.target === undefined || new.target === Callable) return new Original(...args);
    return Reflect.construct(Original, args, new.target) as object;
  }
  Object.setPrototypeOf(Callable, Original);
  Object.defineProperty(Callable, 'prototype', { value: Original.prototype as object, writable: false });
  Object.defineProperty(Callable, 'name', { value: Original.name, configurable: true });
  Object.defineProperty(Original.prototype, 'constructor', { value: Callable, writable: true, configurable: true });
  return Callable as unknown as Class & ((...args: ConstructorParameters<Class>) => InstanceType<Class>);
}

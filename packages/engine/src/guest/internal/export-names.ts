/**
 * Gives functions back the names that they are exported under: where two modules use one name, the bundler
 * numbers the second (`Readable2`), and programs see it in what they print. Done once, while an image is built.
 */
export function restoreNames(exports: object): void {
  for (const key of Object.getOwnPropertyNames(exports)) {
    const value: unknown = Object.getOwnPropertyDescriptor(exports, key)?.value;
    if (typeof value !== 'function') continue;
    restoreName(value, key);
    const { prototype } = value as { prototype?: object };
    if (typeof prototype !== 'object' || prototype === null) continue;
    for (const method of Object.getOwnPropertyNames(prototype)) {
      const own: unknown = Object.getOwnPropertyDescriptor(prototype, method)?.value;
      if (typeof own === 'function' && method !== 'constructor') restoreName(own, method);
    }
  }
}

function restoreName(fn: { readonly name: string }, name: string): void {
  const isNumbered = fn.name.startsWith(name) && /^\d+$/.test(fn.name.slice(name.length));
  // A class that refers to itself in a static member is `_Name` there.
  if (isNumbered || fn.name === `_${name}`) Object.defineProperty(fn, 'name', { value: name });
}

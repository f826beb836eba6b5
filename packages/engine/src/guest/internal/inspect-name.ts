/** Name of the constructor that made an object; null when its prototype is null. */
export function constructorName(value: object): string | null {
  const found = nameInChain(value);
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (found !== null || prototype === null) return found;
  const inner = constructorName(prototype);
  if (inner !== null) return `Object <${inner}>`;
  return `Object <[Object: null prototype]${Object.keys(prototype).length === 0 ? ' {}' : ''}>`;
}

function nameInChain(value: object): string | null {
  let at: object | null = value;
  while (at !== null) {
    const maker: unknown = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof maker === 'function' && maker.name !== '' && isInstance(value, maker)) return String(maker.name);
    at = Object.getPrototypeOf(at) as object | null;
  }
  return null;
}

function isInstance(value: object, maker: unknown): boolean {
  try {
    return value instanceof (maker as new () => object);
  } catch {
    return false;
  }
}

/** Symbol.toStringTag, unless it is printed anyway as an own property. */
export function stringTag(value: object, showHidden: boolean): string {
  try {
    const tag: unknown = (value as Record<symbol, unknown>)[Symbol.toStringTag];
    if (typeof tag !== 'string' || tag === '') return '';
    const descriptor = Object.getOwnPropertyDescriptor(value, Symbol.toStringTag);
    return descriptor !== undefined && (showHidden || descriptor.enumerable) ? '' : tag;
  } catch {
    return '';
  }
}

/** What stands before the brace: `Foo `, `Map(2) `, `Foo [tag] `, `[Object: null prototype] `. */
export function namePrefix(name: string | null, tag: string, fallback: string, size = ''): string {
  if (name === null) return `[${fallback}${size}: null prototype] ${tag !== '' && tag !== fallback ? `[${tag}] ` : ''}`;
  return `${name}${size} ${tag !== '' && tag !== name ? `[${tag}] ` : ''}`;
}

/** `[Function: name]`, `[AsyncFunction (anonymous)]`, `[class A extends B]`. */
export function functionText(value: object, constructor: string | null, tag: string): string {
  const fn = value as { name?: unknown };
  const source = Function.prototype.toString.call(value);
  if (source.startsWith('class') && source.endsWith('}')) return classText(value, constructor, tag);
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  const type = /^(?:Async)?(?:Generator)?Function$/.test(kind) ? kind : 'Function';
  let text = `[${type}${constructor === null ? ' (null prototype)' : ''}${fn.name === '' ? ' (anonymous)' : `: ${String(fn.name)}`}]`;
  if (constructor !== type && constructor !== null) text += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) text += ` [${tag}]`;
  return text;
}

function classText(value: object, constructor: string | null, tag: string): string {
  const { name } = value as { name?: unknown };
  let text = `class ${(Object.hasOwn(value, 'name') && name) || '(anonymous)'}`;
  if (constructor !== 'Function' && constructor !== null) text += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) text += ` [${tag}]`;
  if (constructor === null) return `[${text} extends [null prototype]]`;
  const parent = (Object.getPrototypeOf(value) as { name?: string }).name;
  return `[${text}${parent ? ` extends ${parent}` : ''}]`;
}

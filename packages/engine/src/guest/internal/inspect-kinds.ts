import { type Context, isTooDeep } from './inspect-context.ts';
import { errorText } from './inspect-error.ts';
import { formatList, formatTypedArray, listKeys } from './inspect-list.ts';
import { functionText, namePrefix } from './inspect-name.ts';
import { formatPrimitive } from './inspect-primitive.ts';
import { plain } from './inspect-text.ts';

type Key = string | symbol;
/** Prints a value one level further in. */
export type FormatValue = (value: unknown, context: Context, level: number) => string;

/** How one kind of object is printed. */
export interface Shape {
  /** The whole text, when nothing else has to be printed, at any depth. */
  readonly leaf?: string;
  readonly base?: string;
  readonly open: string;
  readonly close: string;
  readonly keys: readonly Key[];
  readonly isArray?: boolean;
  /** Hidden properties that are printed as `[name]: value`. */
  readonly extra?: readonly string[];
  entries?(context: Context, level: number, format: FormatValue): string[];
}

export function ownKeys(value: object, showHidden: boolean): Key[] {
  if (showHidden) return Reflect.ownKeys(value);
  const keys: Key[] = Object.keys(value);
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (Object.prototype.propertyIsEnumerable.call(value, symbol)) keys.push(symbol);
  }
  return keys;
}

function braces(prefix: string, keys: readonly Key[], rest: Partial<Shape> = {}): Shape {
  return { open: `${prefix}{`, close: '}', keys, ...rest };
}

/** Text that stands for the object when it has no further properties, and before them when it has. */
function based(base: string, keys: readonly Key[], styled = base): Shape {
  return { open: '{', close: '}', keys, base, ...(keys.length === 0 && { leaf: styled }) };
}

/** @param name of the constructor, null without prototype; @param tag Symbol.toStringTag or ''. */
export function shapeOf(value: object, name: string | null, tag: string, context: Context, level: number): Shape {
  return (Symbol.iterator in value || name === null ? iterableShape(value, name, tag, context) : undefined) ?? objectShape(value, name, tag, context, level);
}

function iterableShape(value: object, name: string | null, tag: string, context: Context): Shape | undefined {
  if (Array.isArray(value)) {
    const keys = listKeys(value, context.showHidden);
    const open = `${name === 'Array' && tag === '' ? '' : namePrefix(name, tag, 'Array', `(${value.length})`)}[`;
    return {
      open,
      close: ']',
      keys,
      isArray: true,
      ...(value.length === 0 && keys.length === 0 && { leaf: `${open}]` }),
      entries: (inner, level, format) => formatList(value, inner, level, format),
    };
  }
  if (value instanceof Set || value instanceof Map) {
    const prefix = namePrefix(name, tag, value instanceof Set ? 'Set' : 'Map', `(${value.size})`);
    const keys = ownKeys(value, context.showHidden);
    return braces(prefix, keys, {
      ...(value.size === 0 && keys.length === 0 && { leaf: `${prefix}{}` }),
      entries: (inner, level, format) => collectionEntries(value, inner, level, format),
    });
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const list = value as unknown as ArrayLike<number | bigint>;
    const keys = listKeys(value, context.showHidden);
    const open = `${namePrefix(name, tag, 'TypedArray', `(${list.length})`)}[`;
    return {
      open,
      close: ']',
      keys,
      isArray: true,
      ...(list.length === 0 && keys.length === 0 && !context.showHidden && { leaf: `${open}]` }),
      entries: (inner) => formatTypedArray(list, inner),
    };
  }
  const kind = /^(Map|Set) Iterator$/.exec(tag);
  // The engine has no way to look into an iterator without moving it.
  return kind === null ? undefined : braces(`[${tag}] `, ownKeys(value, context.showHidden), { entries: unknownItems });
}

function objectShape(value: object, name: string | null, tag: string, context: Context, level: number): Shape {
  const keys = ownKeys(value, context.showHidden);
  if (typeof value === 'function') {
    const text = functionText(value, name, tag);
    return based(text, keys, context.stylize(text, 'special'));
  }
  if (name === 'Object') {
    const isArguments = tag === '' && Object.prototype.toString.call(value) === '[object Arguments]';
    const prefix = isArguments ? '[Arguments] ' : tag === '' ? '' : namePrefix(name, tag, 'Object');
    return braces(prefix, keys, keys.length === 0 ? { leaf: `${prefix}{}` } : {});
  }
  if (value instanceof RegExp) {
    const prefix = namePrefix(name, tag, 'RegExp');
    const text = (prefix === 'RegExp ' ? '' : prefix) + RegExp.prototype.toString.call(value);
    return keys.length === 0 || isTooDeep(context, level) ? based(text, [], context.stylize(text, 'regexp')) : based(text, keys);
  }
  if (value instanceof Date) {
    const prefix = namePrefix(name, tag, 'Date');
    const text = (prefix === 'Date ' ? '' : prefix) + (Number.isNaN(value.getTime()) ? String(value) : value.toISOString());
    return based(text, keys, context.stylize(text, 'date'));
  }
  if (value instanceof Error) return based(errorText(value, name, tag, keys, context), keys);
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
    const prefix = namePrefix(name, tag, value instanceof ArrayBuffer ? 'ArrayBuffer' : 'SharedArrayBuffer');
    return braces(prefix, keys, { extra: ['byteLength'], entries: (inner) => [bufferContents(value, inner)] });
  }
  if (value instanceof DataView) return braces(namePrefix(name, tag, 'DataView'), keys, { extra: ['byteLength', 'byteOffset', 'buffer'] });
  if (value instanceof Promise)
    return braces(namePrefix(name, tag, 'Promise'), keys, { entries: (inner, below, format) => [promiseText(value, inner, below, format)] });
  if (value instanceof WeakSet || value instanceof WeakMap) {
    return braces(namePrefix(name, tag, value instanceof WeakSet ? 'WeakSet' : 'WeakMap'), keys, { entries: unknownItems });
  }
  if (tag === 'Module' && name === null) return braces(namePrefix(name, tag, 'Module'), keys);
  const boxed = boxedText(value, name, tag, keys, context);
  if (boxed !== undefined) return based(boxed, keys, boxed);
  const prefix = namePrefix(name, tag, tag === 'Object' ? '' : 'Object');
  return braces(prefix, keys, keys.length === 0 ? { leaf: `${prefix}{}` } : {});
}

/** What a promise's state is: the language has no way to ask, the host has. */
export interface PromiseInspector {
  /** 0 pending, 1 fulfilled, 2 rejected. */
  state(promise: unknown): number;
  result(promise: unknown): unknown;
}
let promises: PromiseInspector = { state: () => 0, result: () => undefined };

export function setPromiseInspector(inspector: PromiseInspector): void {
  promises = inspector;
}

function promiseText(promise: Promise<unknown>, context: Context, level: number, format: FormatValue): string {
  const state = promises.state(promise);
  if (state === 0) return context.stylize('<pending>', 'special');
  context.indentation += 2;
  const text = format(promises.result(promise), context, level);
  context.indentation -= 2;
  return state === 1 ? text : `${context.stylize('<rejected>', 'special')} ${text}`;
}

function unknownItems(context: Context): string[] {
  return [context.stylize('<items unknown>', 'special')];
}

function collectionEntries(value: Set<unknown> | Map<unknown, unknown>, context: Context, level: number, format: FormatValue): string[] {
  const entries: string[] = [];
  const most = Math.max(0, context.maxArrayLength);
  context.indentation += 2;
  for (const item of value) {
    if (entries.length >= most) break;
    if (value instanceof Set) entries.push(format(item, context, level));
    else {
      const [key, each] = item as [unknown, unknown];
      entries.push(`${format(key, context, level)} => ${format(each, context, level)}`);
    }
  }
  context.indentation -= 2;
  const rest = value.size - entries.length;
  if (rest > 0) entries.push(`... ${rest} more item${rest > 1 ? 's' : ''}`);
  return entries;
}

function bufferContents(buffer: ArrayBuffer | SharedArrayBuffer, context: Context): string {
  const bytes = new Uint8Array(buffer);
  const shown = Array.from(bytes.subarray(0, Math.min(bytes.length, Math.max(0, context.maxArrayLength))), (byte) => byte.toString(16).padStart(2, '0'));
  const rest = bytes.length - shown.length;
  return `${context.stylize('[Uint8Contents]', 'special')}: <${shown.join(' ')}${rest > 0 ? ` ... ${rest} more byte${rest > 1 ? 's' : ''}` : ''}>`;
}

/** `[String: 'x']` for the objects that wrap a primitive. */
function boxedText(value: object, name: string | null, tag: string, keys: Key[], context: Context): string | undefined {
  const type = [Number, String, Boolean, BigInt, Symbol].find((each) => value instanceof each)?.name;
  if (type === undefined) return undefined;
  const inner: unknown = (value as { valueOf(): unknown }).valueOf();
  if (typeof inner === 'object') return undefined;
  // A string object's own characters are keys, too.
  if (typeof inner === 'string') keys.splice(0, inner.length);
  let text = `[${type}`;
  if (type !== name) text += name === null ? ' (null prototype)' : ` (${name})`;
  text += `: ${formatPrimitive(inner, context, plain)}]`;
  if (tag !== '' && tag !== name) text += ` [${tag}]`;
  return keys.length === 0 ? context.stylize(text, type.toLowerCase() as 'number') : text;
}

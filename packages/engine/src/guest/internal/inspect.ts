import { type Context, createContext, DEFAULT_OPTIONS, type InspectOptions, isTooDeep } from './inspect-context.ts';
import { shapeOf } from './inspect-kinds.ts';
import { layOut } from './inspect-layout.ts';
import { constructorName, namePrefix, stringTag } from './inspect-name.ts';
import { formatPrimitive } from './inspect-primitive.ts';
import { formatExtra, formatProperty } from './inspect-property.ts';
import { COLORS, colored, STYLES } from './inspect-text.ts';

export type { InspectOptions } from './inspect-context.ts';

/** Objects with a method of this name print themselves. */
export const customInspect: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never;

type CustomInspect = (depth: number | null, options: object, inspectAgain: typeof inspect) => unknown;

/** util.inspect: a value as Node 24 prints it. The positional form `(value, showHidden, depth, colors)` is old but alive. */
export function inspect(value: unknown, options: InspectOptions | boolean = {}, depth?: number | null, colors?: boolean): string {
  const context = createContext(typeof options === 'boolean' ? { showHidden: options } : (options ?? {}));
  if (depth !== undefined) context.depth = depth;
  if (colors !== undefined) context.colors = colors;
  if (context.colors) context.stylize = colored;
  return formatValue(value, context, 0);
}
inspect.custom = customInspect;
inspect.colors = COLORS;
inspect.styles = STYLES;
Object.defineProperty(inspect, 'defaultOptions', {
  get: () => DEFAULT_OPTIONS,
  set: (options: InspectOptions) => Object.assign(DEFAULT_OPTIONS, options),
});

function formatValue(value: unknown, context: Context, level: number): string {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return formatPrimitive(value, context);
  if (isRevokedProxy(value)) return context.stylize('<Revoked Proxy>', 'special');
  const custom = customText(value, context, level);
  if (custom !== undefined) return custom;
  if (context.seen.includes(value)) {
    context.circular ??= new Map();
    let index = context.circular.get(value);
    if (index === undefined) {
      index = context.circular.size + 1;
      context.circular.set(value, index);
    }
    return context.stylize(`[Circular *${index}]`, 'special');
  }
  return formatObject(value, context, level);
}

/** Asking whether it is an array fails for these alone, and runs no trap. */
function isRevokedProxy(value: object): boolean {
  try {
    Array.isArray(value);
    return false;
  } catch {
    return true;
  }
}

function customText(value: object, context: Context, level: number): string | undefined {
  if (!context.customInspect) return undefined;
  const method = (value as Record<symbol, unknown>)[customInspect];
  if (typeof method !== 'function' || method === inspect) return undefined;
  // A prototype has the method, too, but not what it needs to run.
  const maker = Object.getOwnPropertyDescriptor(value, 'constructor')?.value as { prototype?: unknown } | undefined;
  if (maker?.prototype === value) return undefined;
  const {
    stylize,
    showHidden,
    colors,
    customInspect: useCustom,
    showProxy,
    maxArrayLength,
    maxStringLength,
    breakLength,
    compact,
    sorted,
    getters,
    numericSeparator,
  } = context;
  const options = {
    stylize,
    showHidden,
    depth: context.depth,
    colors,
    customInspect: useCustom,
    showProxy,
    maxArrayLength,
    maxStringLength,
    breakLength,
    compact,
    sorted,
    getters,
    numericSeparator,
    ...context.userOptions,
  };
  const result: unknown = Reflect.apply(method as CustomInspect, value, [context.depth === null ? null : context.depth - level, options, inspect]);
  if (result === value) return undefined;
  return typeof result === 'string' ? result.replaceAll('\n', `\n${' '.repeat(context.indentation)}`) : formatValue(result, context, level);
}

function formatObject(value: object, context: Context, level: number): string {
  const name = constructorName(value);
  const tag = stringTag(value, context.showHidden);
  const shape = shapeOf(value, name, tag, context, level);
  if (shape.leaf !== undefined) return shape.leaf;
  if (isTooDeep(context, level)) {
    const prefix = namePrefix(name, tag, tag === 'Object' ? '' : 'Object').slice(0, -1);
    return context.stylize(name === null ? prefix : `[${prefix}]`, 'special');
  }
  const below = level + 1;
  context.seen.push(value);
  context.currentLevel = below;
  const entries = shape.entries?.(context, below, formatValue) ?? [];
  for (const key of shape.extra ?? []) entries.push(formatExtra(value, key, context, below, formatValue));
  const properties = shape.keys.map((key) => formatProperty(value, key, context, below, formatValue));
  if (context.sorted !== false) properties.sort(context.sorted === true ? undefined : context.sorted);
  entries.push(...properties);
  context.seen.pop();
  const index = context.circular?.get(value);
  let base = shape.base ?? '';
  let { open } = shape;
  if (index !== undefined) {
    const mark = context.stylize(`<ref *${index}>`, 'special');
    if (context.compact === true) open = `${mark} ${open}`;
    else base = base === '' ? mark : `${mark} ${base}`;
  }
  return layOut(
    entries,
    { base, open, close: shape.close, isArray: shape.isArray ?? false, list: value as ArrayLike<unknown> },
    {
      compact: context.compact,
      breakLength: context.breakLength,
      maxArrayLength: context.maxArrayLength,
      indentation: context.indentation,
      levelsBelow: context.currentLevel - below,
      colors: context.colors,
    },
  );
}

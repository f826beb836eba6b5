import type { Context } from './inspect-context.ts';
import type { FormatValue } from './inspect-kinds.ts';
import { formatPrimitive } from './inspect-primitive.ts';
import { columnsOf, escapeText, quote } from './inspect-text.ts';

const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

/** `name: value`; only the value for an item of a list. */
export function formatProperty(owner: object, key: string | symbol, context: Context, level: number, format: FormatValue, isItem = false): string {
  const descriptor = Object.getOwnPropertyDescriptor(owner, key) ?? { value: (owner as Record<string | symbol, unknown>)[key], enumerable: true };
  let gap = ' ';
  let text: string;
  if (descriptor.get !== undefined) text = formatGetter(descriptor, owner, context, level, format);
  else if (descriptor.set !== undefined) text = context.stylize('[Setter]', 'special');
  else {
    const indent = context.compact !== true || isItem ? 2 : 3;
    context.indentation += indent;
    text = format(descriptor.value, context, level);
    if (indent === 3 && context.breakLength < columnsOf(text)) gap = `\n${' '.repeat(context.indentation)}`;
    context.indentation -= indent;
  }
  return isItem ? text : `${label(key, descriptor.enumerable === false, context)}:${gap}${text}`;
}

function label(key: string | symbol, isHidden: boolean, context: Context): string {
  let name: string;
  if (typeof key === 'symbol') name = context.stylize(escapeText(key.toString()), 'symbol');
  else if (key === '__proto__') name = "['__proto__']";
  else name = IDENTIFIER.test(key) ? context.stylize(key, 'name') : context.stylize(quote(key), 'string');
  return isHidden ? `[${name}]` : name;
}

function formatGetter(descriptor: PropertyDescriptor, owner: object, context: Context, level: number, format: FormatValue): string {
  const name = descriptor.set === undefined ? 'Getter' : 'Getter/Setter';
  const { getters, stylize } = context;
  const isWanted = getters === true || (getters === 'get' && descriptor.set === undefined) || (getters === 'set' && descriptor.set !== undefined);
  if (!isWanted) return stylize(`[${name}]`, 'special');
  context.indentation += 2;
  try {
    const value: unknown = descriptor.get?.call(owner);
    if (value !== null && (typeof value === 'object' || typeof value === 'function'))
      return `${stylize(`[${name}]`, 'special')} ${format(value, context, level)}`;
    return `${stylize(`[${name}:`, 'special')} ${formatPrimitive(value, context)}${stylize(']', 'special')}`;
  } catch (error) {
    return `${stylize(`[${name}:`, 'special')} <Inspection threw (${format(error, context, level)})>${stylize(']', 'special')}`;
  } finally {
    context.indentation -= 2;
  }
}

/** `[byteLength]: 3` and the like. */
export function formatExtra(owner: object, key: string, context: Context, level: number, format: FormatValue): string {
  context.indentation += 2;
  const text = format((owner as Record<string, unknown>)[key], context, level);
  context.indentation -= 2;
  return `${context.stylize(`[${key}]`, 'string')}: ${text}`;
}

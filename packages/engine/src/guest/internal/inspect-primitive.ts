import type { Context } from './inspect-context.ts';
import { quote, type Stylize } from './inspect-text.ts';

/** Strings up to this length are never split over lines. */
const MIN_SPLIT = 16;

export function formatPrimitive(value: unknown, context: Context, stylize: Stylize = context.stylize): string {
  switch (typeof value) {
    case 'string':
      return formatString(value, context, stylize);
    case 'number':
      return stylize(numberText(value, context.numericSeparator), 'number');
    case 'bigint':
      return stylize(bigintText(value, context.numericSeparator), 'bigint');
    case 'boolean':
      return stylize(String(value), 'boolean');
    case 'undefined':
      return stylize('undefined', 'undefined');
    case 'symbol':
      return stylize(value.toString(), 'symbol');
    default:
      return stylize('null', 'null');
  }
}

function formatString(value: string, context: Context, stylize: Stylize): string {
  let text = value;
  let trailer = '';
  if (value.length > context.maxStringLength) {
    const hidden = value.length - context.maxStringLength;
    text = value.slice(0, context.maxStringLength);
    trailer = `... ${hidden} more character${hidden > 1 ? 's' : ''}`;
  }
  if (context.compact !== true && text.length > MIN_SPLIT && text.length > context.breakLength - context.indentation - 4) {
    const lines = text.split(/(?<=\n)/).map((line) => stylize(quote(line), 'string'));
    return lines.join(` +\n${' '.repeat(context.indentation + 2)}`) + trailer;
  }
  return stylize(quote(text), 'string') + trailer;
}

export function numberText(value: number, separate: boolean): string {
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  if (!separate || !Number.isFinite(value) || text.includes('e')) return text;
  const [whole = '', fraction] = text.split('.');
  const grouped = groupThousands(whole);
  return fraction === undefined ? grouped : `${grouped}.${fraction.replace(/(\d{3})(?=\d)/g, '$1_')}`;
}

export function bigintText(value: bigint, separate: boolean): string {
  return `${separate ? groupThousands(String(value)) : value}n`;
}

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '_');
}

import type { Context } from './inspect-context.ts';
import type { FormatValue } from './inspect-kinds.ts';
import { bigintText, numberText } from './inspect-primitive.ts';
import { formatProperty } from './inspect-property.ts';

const INDEX = /^(?:0|[1-9]\d*)$/;
const MAX_INDEX = 2 ** 32 - 2;

function isIndex(key: string | symbol): boolean {
  return typeof key === 'string' && INDEX.test(key) && Number(key) <= MAX_INDEX;
}

/** Keys of an array-like beside its items. */
export function listKeys(value: object, showHidden: boolean): (string | symbol)[] {
  const keys = showHidden
    ? Reflect.ownKeys(value)
    : [...Object.keys(value), ...Object.getOwnPropertySymbols(value).filter((each) => Object.prototype.propertyIsEnumerable.call(value, each))];
  return keys.filter((key) => !isIndex(key));
}

export function formatList(list: readonly unknown[], context: Context, level: number, format: FormatValue): string[] {
  const most = Math.min(Math.max(0, context.maxArrayLength), list.length);
  const entries: string[] = [];
  let at = 0;
  while (at < list.length && entries.length < most) {
    if (Object.hasOwn(list, at)) {
      entries.push(formatProperty(list, String(at), context, level, format, true));
      at++;
      continue;
    }
    const from = at;
    at = nextIndex(list, at);
    entries.push(context.stylize(`<${at - from} empty item${at - from > 1 ? 's' : ''}>`, 'undefined'));
  }
  const rest = list.length - at;
  if (rest > 0) entries.push(moreItems(rest));
  return entries;
}

/** The next index that is there. Huge sparse arrays are walked by key, not by index. */
function nextIndex(list: readonly unknown[], after: number): number {
  for (let at = after + 1; at < Math.min(list.length, after + 1000); at++) if (Object.hasOwn(list, at)) return at;
  for (const key of Object.keys(list)) if (isIndex(key) && Number(key) > after) return Number(key);
  return list.length;
}

export function formatTypedArray(list: ArrayLike<number | bigint>, context: Context): string[] {
  const most = Math.min(Math.max(0, context.maxArrayLength), list.length);
  const entries: string[] = [];
  for (let at = 0; at < most; at++) {
    const item = list[at];
    entries.push(
      typeof item === 'bigint'
        ? context.stylize(bigintText(item, context.numericSeparator), 'bigint')
        : context.stylize(numberText(item as number, context.numericSeparator), 'number'),
    );
  }
  if (list.length > most) entries.push(moreItems(list.length - most));
  return entries;
}

function moreItems(count: number): string {
  return `... ${count} more item${count > 1 ? 's' : ''}`;
}

/** util.inspect: prints values as Node 24 prints them, for the kinds of values that servers log. */
export interface InspectOptions {
  depth?: number | null;
  colors?: boolean;
  compact?: number | boolean;
  breakLength?: number;
  showHidden?: boolean;
  maxArrayLength?: number | null;
  maxStringLength?: number | null;
  sorted?: boolean;
}

interface Context {
  readonly depth: number;
  readonly breakLength: number;
  readonly maxArrayLength: number;
  readonly seen: unknown[];
  readonly circular: Map<unknown, number>;
}

export const customInspect = Symbol.for('nodejs.util.inspect.custom');

const LINE = 72;
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

export function inspect(value: unknown, options: InspectOptions = {}): string {
  const depth = options.depth === null ? Number.POSITIVE_INFINITY : (options.depth ?? 2);
  const maxArrayLength = options.maxArrayLength === null ? Number.POSITIVE_INFINITY : (options.maxArrayLength ?? 100);
  return format(value, { depth, breakLength: options.breakLength ?? 80, maxArrayLength, seen: [], circular: new Map() }, 0, true);
}
inspect.custom = customInspect;
inspect.defaultOptions = { depth: 2, colors: false, compact: 3, breakLength: 80 };

function format(value: unknown, context: Context, level: number, top = false): string {
  switch (typeof value) {
    case 'string':
      return top ? quote(value) : quote(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return value.toString();
    case 'undefined':
    case 'boolean':
      return String(value);
    case 'function':
      return formatObject(value, context, level);
    default:
      return value === null ? 'null' : formatObject(value as object, context, level);
  }
}

function quote(text: string): string {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') ? '`' : "'";
  const escaped = text.replace(/[\\\n\r\t\b\f\v\x00-\x1f\x7f]/g, (char) => ESCAPES[char] ?? `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark;
}
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\v': '\\v' };

function className(value: object): string | null {
  for (let proto: object | null = value; proto !== null; proto = Object.getPrototypeOf(proto) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(proto, 'constructor');
    if (typeof descriptor?.value === 'function' && descriptor.value.name !== '') return descriptor.value.name as string;
  }
  return null;
}

function formatObject(value: object, context: Context, level: number): string {
  if (context.seen.includes(value)) {
    if (!context.circular.has(value)) context.circular.set(value, context.circular.size + 1);
    return `[Circular *${context.circular.get(value)}]`;
  }
  const custom = (value as Record<symbol, unknown>)[customInspect];
  if (typeof custom === 'function') {
    const result: unknown = custom.call(value, context.depth - level, { depth: context.depth - level }, inspect);
    if (result !== value) return typeof result === 'string' ? result : format(result, context, level);
  }
  const name = className(value);
  const tag = (value as Record<symbol, unknown>)[Symbol.toStringTag];
  const tagged = typeof tag === 'string' && tag !== '' && tag !== name ? ` [${tag}]` : '';
  const body = describe(value, name, tagged);
  if (body.leaf !== undefined && body.keys.length === 0) return body.leaf;
  if (level > context.depth) {
    if (Array.isArray(value)) return '[Array]';
    return `[${name === null ? 'Object: null prototype' : name}${tagged}]`;
  }
  context.seen.push(value);
  const entries = body.entries(context, level);
  for (const key of body.keys) entries.push(formatProperty(value, key, context, level));
  context.seen.pop();
  const index = context.circular.get(value);
  const prefix = `${index === undefined ? '' : `<ref *${index}> `}${body.prefix}`;
  return layout(entries, prefix, body.open, body.close, context, level, Array.isArray(value) ? value : undefined);
}

interface Body {
  readonly leaf?: string;
  readonly prefix: string;
  readonly open: string;
  readonly close: string;
  readonly keys: readonly (string | symbol)[];
  entries(context: Context, level: number): string[];
}

const none = () => [];

function ownKeys(value: object): (string | symbol)[] {
  const symbols = Object.getOwnPropertySymbols(value).filter((each) => Object.prototype.propertyIsEnumerable.call(value, each));
  return [...Object.keys(value), ...symbols];
}

function describe(value: object, name: string | null, tagged: string): Body {
  const braces = { open: '{', close: '}' };
  if (Array.isArray(value)) {
    const keys = ownKeys(value).filter((key) => typeof key === 'symbol' || !/^\d+$/.test(key));
    const prefix = name === 'Array' ? '' : `${name}(${value.length}) `;
    return { prefix, open: '[', close: ']', keys, entries: (context, level) => formatList(value, context, level), ...(value.length === 0 && { leaf: `${prefix}[]` }) };
  }
  if (typeof value === 'function') {
    const isClass = /^class\b/.test(Function.prototype.toString.call(value));
    const kind = name ?? 'Function';
    const base = isClass ? `[class ${value.name || '(anonymous)'}${classParent(value)}]` : `[${kind}${value.name ? `: ${value.name}` : ' (anonymous)'}]`;
    return { leaf: base, prefix: `${base} `, ...braces, keys: ownKeys(value), entries: none };
  }
  if (value instanceof Error) {
    const keys = ownKeys(value).filter((key) => key !== 'stack' && key !== 'message');
    if (Object.getOwnPropertyDescriptor(value, 'cause') !== undefined && !keys.includes('cause')) keys.push('[cause]');
    if (value instanceof AggregateError && !keys.includes('errors')) keys.push('[errors]');
    const text = errorText(value);
    return { leaf: text, prefix: `${text} `, ...braces, keys, entries: none };
  }
  if (value instanceof RegExp) return { leaf: RegExp.prototype.toString.call(value), prefix: `${String(value)} `, ...braces, keys: ownKeys(value), entries: none };
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    return { leaf: text, prefix: `${text} `, ...braces, keys: ownKeys(value), entries: none };
  }
  if (value instanceof Map) {
    const prefix = `${name}(${value.size}) `;
    const entries: Body['entries'] = (context, level) => [...value].map(([key, each]) => `${format(key, context, level + 1)} => ${format(each, context, level + 1)}`);
    return { prefix, ...braces, keys: ownKeys(value), entries, ...(value.size === 0 && { leaf: `${prefix}{}` }) };
  }
  if (value instanceof Set) {
    const prefix = `${name}(${value.size}) `;
    const entries: Body['entries'] = (context, level) => [...value].map((each) => format(each, context, level + 1));
    return { prefix, ...braces, keys: ownKeys(value), entries, ...(value.size === 0 && { leaf: `${prefix}{}` }) };
  }
  if (value instanceof Uint8Array && name === 'Buffer') {
    const hex = [...value.subarray(0, 50)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const more = value.length > 50 ? ` ... ${value.length - 50} more byte${value.length > 51 ? 's' : ''}` : '';
    return { leaf: `<Buffer${hex === '' ? '' : ` ${hex}`}${more}>`, prefix: '', ...braces, keys: [], entries: none };
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const list = Array.from(value as unknown as ArrayLike<number>);
    return { prefix: `${name}(${list.length}) `, open: '[', close: ']', keys: [], entries: (context, level) => formatList(list, context, level) };
  }
  if (value instanceof Promise) return { prefix: 'Promise ', ...braces, keys: ownKeys(value), entries: () => ['<pending>'] };
  if (value instanceof WeakMap || value instanceof WeakSet) return { leaf: `${name} { <items unknown> }`, prefix: `${name} `, ...braces, keys: [], entries: none };
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    return { leaf: `[${name}: ${format(value.valueOf(), { depth: 2, breakLength: 80, maxArrayLength: 100, seen: [], circular: new Map() }, 0)}]`, prefix: '', ...braces, keys: [], entries: none };
  }
  const prefix = name === null ? '[Object: null prototype] ' : name === 'Object' && tagged === '' ? '' : `${name}${tagged} `;
  const keys = ownKeys(value);
  return { prefix, ...braces, keys, entries: none, ...(keys.length === 0 && { leaf: `${prefix}{}` }) };
}

function classParent(value: object): string {
  const parent = Object.getPrototypeOf(value) as { name?: string };
  return parent.name ? ` extends ${parent.name}` : '';
}

/** The stack with its "Name: message" line, which must be there even when the program changed the name later. */
function errorText(error: Error): string {
  const head = error.message === '' ? error.name : `${error.name}: ${error.message}`;
  const stack = typeof error.stack === 'string' ? error.stack.trimEnd() : '';
  if (stack === '') return `[${head}]`;
  const code = (error as { code?: unknown }).code;
  if (stack.startsWith(String(error.name)) || (typeof code === 'string' && stack.includes(code))) return stack;
  return /^\s*at /.test(stack) ? `${head}\n${stack}` : stack;
}

function formatList(list: readonly unknown[], context: Context, level: number): string[] {
  const shown: string[] = [];
  let holes = 0;
  const flush = () => {
    if (holes > 0) shown.push(`<${holes} empty item${holes > 1 ? 's' : ''}>`);
    holes = 0;
  };
  const count = Math.min(list.length, context.maxArrayLength);
  for (let i = 0; i < count; i++) {
    if (i in list) {
      flush();
      shown.push(format(list[i], context, level + 1));
    } else holes++;
  }
  flush();
  const more = list.length - count;
  if (more > 0) shown.push(`... ${more} more item${more > 1 ? 's' : ''}`);
  return shown;
}

function formatProperty(value: object, key: string | symbol, context: Context, level: number): string {
  if (key === '[cause]') return `[cause]: ${format((value as Error).cause, context, level + 1)}`;
  if (key === '[errors]') return `[errors]: ${format((value as AggregateError).errors, context, level + 1)}`;
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  const label = typeof key === 'symbol' ? `[${key.toString()}]` : IDENTIFIER.test(key) ? key : quote(key);
  if (descriptor?.get) return `${label}: ${descriptor.set ? '[Getter/Setter]' : '[Getter]'}`;
  if (descriptor?.set) return `${label}: [Setter]`;
  return `${label}: ${format(descriptor?.value, context, level + 1)}`;
}

/** One line when it is short enough (Node's `compact: 3`), several otherwise; long arrays of short items in columns. */
function layout(entries: string[], prefix: string, open: string, close: string, context: Context, level: number, list: unknown[] | undefined): string {
  const indentation = '  '.repeat(level);
  let output = entries;
  const grouped = list !== undefined && entries.length > 6 ? groupInColumns(entries, list) : entries;
  output = grouped;
  if (grouped === entries) {
    const start = output.length + prefix.length + open.length + level * 2 + 10;
    const total = output.reduce((sum, each) => sum + each.length, 0) + output.length;
    const nested = deepest(entries) < 3 || entries.every((each) => !each.includes('{') && !each.includes('['));
    if (nested && total + start <= context.breakLength && total <= LINE + 8 && !output.some((each) => each.includes('\n')) && !prefix.includes('\n')) {
      return entries.length === 0 ? `${prefix}${open}${close}` : `${prefix}${open} ${output.join(', ')} ${close}`;
    }
  }
  const separator = `,\n${indentation}  `;
  return `${prefix}${open}\n${indentation}  ${output.join(separator)}\n${indentation}${close}`;
}

function deepest(entries: readonly string[]): number {
  let most = 0;
  for (const entry of entries) {
    let depth = 0;
    for (const char of entry) {
      if (char === '{' || char === '[') most = Math.max(most, ++depth);
      else if (char === '}' || char === ']') depth--;
    }
  }
  return most;
}

/** Node's groupArrayElements: approximately square columns, numbers right-aligned. */
function groupInColumns(output: string[], list: readonly unknown[]): string[] {
  const extra = output.length > list.length || output.at(-1)?.startsWith('... ') ? 1 : 0;
  const count = output.length - extra;
  const lengths = output.slice(0, count).map((each) => each.length + 2);
  const longest = Math.max(...lengths);
  const total = lengths.reduce((sum, each) => sum + each, 0);
  if (longest * 3 + 0 >= 80 || !(total / longest > 5 || longest - 2 <= 6)) return output;
  const bias = Math.sqrt(longest - total / output.length);
  const columns = Math.min(Math.round(Math.sqrt(2.5 * Math.max(bias - 3 + 0 || 1, 1) * count) / Math.max(bias - 3 + 0 || 1, 1)), Math.floor(80 / longest), 4 * 2.5 * 1.6, 15);
  if (columns <= 1) return output;
  const widths: number[] = [];
  for (let i = 0; i < columns; i++) {
    let width = 0;
    for (let j = i; j < count; j += columns) width = Math.max(width, lengths[j] as number);
    widths.push(width);
  }
  const right = list.every((each) => typeof each === 'number' || typeof each === 'bigint');
  const rows: string[] = [];
  for (let i = 0; i < count; i += columns) {
    const end = Math.min(i + columns, count);
    let row = '';
    let j = i;
    for (; j < end - 1; j++) {
      const text = `${output[j]}, `;
      row += right ? text.padStart(widths[j - i] as number) : text.padEnd(widths[j - i] as number);
    }
    row += right ? (output[j] as string).padStart((widths[j - i] as number) - 2) : output[j];
    rows.push(row);
  }
  if (extra) rows.push(output[count] as string);
  return rows;
}

/** util.format: %s %d %i %f %j %o %O %c %%, the rest appended. */
export function formatMessage(...args: unknown[]): string {
  const [first] = args;
  let at = 0;
  let text = '';
  if (typeof first === 'string') {
    at = 1;
    text = first.replace(/%[sdifjoOc%]/g, (mark) => {
      if (mark === '%%') return args.length > 1 ? '%' : mark;
      if (at >= args.length) return mark;
      const value = args[at++];
      switch (mark) {
        case '%s':
          return typeof value === 'string' ? value : typeof value === 'object' && value !== null && !(value instanceof Error && false) ? inspectForString(value) : typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : String(value);
        case '%d':
          return typeof value === 'bigint' ? `${value}n` : typeof value === 'object' ? 'NaN' : String(Number(value));
        case '%i':
          return typeof value === 'bigint' ? `${value}n` : String(Number.parseInt(String(value), 10));
        case '%f':
          return String(Number.parseFloat(String(value)));
        case '%j':
          return JSON.stringify(value) ?? 'undefined';
        case '%c':
          return '';
        default:
          return inspect(value, mark === '%o' ? { depth: 4 } : {});
      }
    });
  }
  const rest = args.slice(at).map((value) => (typeof value === 'string' ? value : inspect(value)));
  return typeof first === 'string' ? [text, ...rest].join(' ') : rest.join(' ');
}

function inspectForString(value: object): string {
  const own = Object.prototype.hasOwnProperty.call(value, 'toString') || (value as { toString?: unknown }).toString !== Object.prototype.toString;
  return own && !Array.isArray(value) && !(value instanceof Date) && value instanceof Error ? String(value) : inspect(value, { depth: 0 });
}

import { inspect, type InspectOptions } from './inspect.ts';
import { bigintText, numberText } from './inspect-primitive.ts';

/** util.format: %s %d %i %f %j %o %O %c %%; what is left over is appended. */
export function formatMessage(...args: unknown[]): string {
  return formatWithOptions({}, ...args);
}

export function formatWithOptions(options: InspectOptions, ...args: unknown[]): string {
  const [first, ...rest] = args;
  if (typeof first !== 'string') return args.map((value) => asText(value, options)).join(' ');
  if (rest.length === 0) return first;
  let at = 0;
  const text = first.replace(/%[sdifjoOc%]/g, (mark) => {
    if (mark === '%%') return '%';
    return at < rest.length ? substitute(mark, rest[at++], options) : mark;
  });
  return [text, ...rest.slice(at).map((value) => asText(value, options))].join(' ');
}

function asText(value: unknown, options: InspectOptions): string {
  return typeof value === 'string' ? value : inspect(value, options);
}

function substitute(mark: string, value: unknown, options: InspectOptions): string {
  const separate = options.numericSeparator ?? false;
  switch (mark) {
    case '%s':
      if (typeof value === 'number') return numberText(value, separate);
      if (typeof value === 'bigint') return bigintText(value, separate);
      if (typeof value !== 'object' || value === null || hasOwnWording(value)) return String(value);
      return inspect(value, { ...options, compact: 3, colors: false, depth: 0 });
    case '%d':
      return typeof value === 'bigint' ? bigintText(value, separate) : numberText(typeof value === 'symbol' ? Number.NaN : Number(value), separate);
    case '%i':
      return typeof value === 'bigint'
        ? bigintText(value, separate)
        : numberText(typeof value === 'symbol' ? Number.NaN : Number.parseInt(value as string, 10), separate);
    case '%f':
      return numberText(typeof value === 'symbol' ? Number.NaN : Number.parseFloat(value as string), separate);
    case '%j':
      return toJson(value);
    case '%c':
      return '';
    default:
      return inspect(value, mark === '%o' ? { ...options, showHidden: true, showProxy: true, depth: 4 } : options);
  }
}

/** Whether a program's own class (not a built-in one) says how its objects read as text. */
function hasOwnWording(value: object): boolean {
  for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (!Object.hasOwn(at, 'toString') && !Object.hasOwn(at, Symbol.toPrimitive)) continue;
    if (at === value) return true;
    const maker: unknown = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    return !(typeof maker === 'function' && BUILTIN_CLASSES.has(maker.name));
  }
  return false;
}
const BUILTIN_CLASSES = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z][a-zA-Z0-9]+$/.test(name)));

function toJson(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch (error) {
    if (error instanceof TypeError && /circular/i.test(error.message)) return '[Circular]';
    throw error;
  }
}

import { plain, type Stylize } from './inspect-text.ts';

/** Options of util.inspect. */
export interface InspectOptions {
  showHidden?: boolean;
  depth?: number | null;
  colors?: boolean;
  customInspect?: boolean;
  showProxy?: boolean;
  maxArrayLength?: number | null;
  maxStringLength?: number | null;
  breakLength?: number;
  compact?: number | boolean;
  sorted?: boolean | ((a: string, b: string) => number);
  getters?: boolean | 'get' | 'set';
  numericSeparator?: boolean;
}

export const DEFAULT_OPTIONS: Required<InspectOptions> = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};

/** State of one call of inspect. */
export interface Context extends Required<InspectOptions> {
  maxArrayLength: number;
  maxStringLength: number;
  stylize: Stylize;
  indentation: number;
  /** Objects that are being printed, outermost first. */
  readonly seen: object[];
  /** Numbers of those that were met again inside themselves. */
  circular: Map<object, number> | undefined;
  /** Level of the object printed last. */
  currentLevel: number;
  /** What the caller passed beyond the known options: handed on to custom inspectors. */
  userOptions: object | undefined;
}

export function createContext(options: InspectOptions): Context {
  const { maxArrayLength, maxStringLength } = DEFAULT_OPTIONS;
  const context: Context = {
    ...DEFAULT_OPTIONS,
    maxArrayLength: maxArrayLength ?? Number.POSITIVE_INFINITY,
    maxStringLength: maxStringLength ?? Number.POSITIVE_INFINITY,
    stylize: plain,
    indentation: 0,
    seen: [],
    circular: undefined,
    currentLevel: 0,
    userOptions: undefined,
  };
  for (const key of Object.keys(options)) {
    if (key in DEFAULT_OPTIONS || key === 'stylize') Object.assign(context, { [key]: options[key as keyof InspectOptions] });
    else context.userOptions ??= options;
  }
  context.maxArrayLength ??= Number.POSITIVE_INFINITY;
  context.maxStringLength ??= Number.POSITIVE_INFINITY;
  return context;
}

/** Whether objects at this level are beyond the depth that was asked for. */
export function isTooDeep(context: Context, level: number): boolean {
  return context.depth !== null && level > context.depth;
}

/** Colours and kinds of text, as util.inspect.styles names them. */
export type Style = 'special' | 'number' | 'bigint' | 'boolean' | 'undefined' | 'null' | 'string' | 'symbol' | 'date' | 'regexp' | 'module' | 'name';
export type Stylize = (text: string, style: Style) => string;

/** Opening and closing SGR codes. */
export const COLORS: Record<string, [number, number]> = {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
  black: [30, 39],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  white: [37, 39],
  bgBlack: [40, 49],
  bgRed: [41, 49],
  bgGreen: [42, 49],
  bgYellow: [43, 49],
  bgBlue: [44, 49],
  bgMagenta: [45, 49],
  bgCyan: [46, 49],
  bgWhite: [47, 49],
  framed: [51, 54],
  overlined: [53, 55],
  gray: [90, 39],
  grey: [90, 39],
  redBright: [91, 39],
  greenBright: [92, 39],
  yellowBright: [93, 39],
  blueBright: [94, 39],
  magentaBright: [95, 39],
  cyanBright: [96, 39],
  whiteBright: [97, 39],
};

export const STYLES: Partial<Record<Style, string>> = {
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  regexp: 'red',
  module: 'underline',
};

export function plain(text: string): string {
  return text;
}

export function colored(text: string, style: Style): string {
  const codes = COLORS[STYLES[style] ?? ''];
  return codes === undefined ? text : `\x1b[${codes[0]}m${text}\x1b[${codes[1]}m`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNPRINTABLE = /[\x00-\x1f\\\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const UNPRINTABLE_EACH = new RegExp(UNPRINTABLE, 'g');
const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\', "'": "\\'" };

/** One character that cannot be shown as it is. */
export function escapeCharacter(char: string): string {
  const short = SHORT_ESCAPES[char];
  if (short !== undefined) return short;
  const code = char.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}` : `\\u${code.toString(16)}`;
}

/** In single quotes; in double quotes or backticks when that saves escaping. */
export function quote(text: string): string {
  const hasSingle = text.includes("'");
  const mark = !hasSingle ? "'" : !text.includes('"') ? '"' : !text.includes('`') && !text.includes('${') ? '`' : "'";
  let escaped = UNPRINTABLE.test(text) ? text.replace(UNPRINTABLE_EACH, escapeCharacter) : text;
  if (hasSingle && mark === "'") escaped = escaped.replaceAll("'", "\\'");
  return mark + escaped + mark;
}

export function escapeText(text: string): string {
  return text.replace(UNPRINTABLE_EACH, escapeCharacter);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escape sequences begin with one
const TERMINAL_SEQUENCE = /(?:\x1b\][\s\S]*?(?:\x07|\x1b\\|\x9c))|[\x1b\x9b][[\]()#;?]*(?:\d{1,4}(?:[;:]\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]/g;

export function stripTerminalSequences(text: string): string {
  return text.includes('\x1b') || text.includes('\x9b') ? text.replace(TERMINAL_SEQUENCE, '') : text;
}

/** Columns that a text takes on a terminal: two for East Asian wide characters and emoji, none for combining marks. */
export function columnsOf(text: string): number {
  const shown = stripTerminalSequences(text);
  if (/^[\x20-\x7e]*$/.test(shown)) return shown.length;
  let columns = 0;
  for (const char of shown.normalize('NFC')) {
    const code = char.codePointAt(0) as number;
    if (isWide(code)) columns += 2;
    else if (!isZeroWidth(code)) columns += 1;
  }
  return columns;
}

function isZeroWidth(code: number): boolean {
  return (
    code < 0x20 ||
    within(code, 0x7f, 0x9f) ||
    within(code, 0x300, 0x36f) ||
    within(code, 0x200b, 0x200f) ||
    within(code, 0x20d0, 0x20ff) ||
    within(code, 0xfe00, 0xfe0f) ||
    within(code, 0xfe20, 0xfe2f) ||
    within(code, 0xe0100, 0xe01ef)
  );
}

function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  return (
    within(code, 0x1100, 0x115f) ||
    within(code, 0x2e80, 0x303e) ||
    within(code, 0x3041, 0x4dbf) ||
    within(code, 0x4e00, 0xa4c6) ||
    within(code, 0xa960, 0xa97c) ||
    within(code, 0xac00, 0xd7a3) ||
    within(code, 0xf900, 0xfaff) ||
    within(code, 0xfe30, 0xfe6b) ||
    within(code, 0xff01, 0xff60) ||
    within(code, 0xffe0, 0xffe6) ||
    within(code, 0x1f300, 0x1f64f) ||
    within(code, 0x1f900, 0x1f9ff) ||
    within(code, 0x20000, 0x3fffd)
  );
}

function within(code: number, from: number, to: number): boolean {
  return code >= from && code <= to;
}

// Punycode (RFC 3492): parameters of the bootstring as IDNA fixes them.
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;

/** A label's ASCII form, without the `xn--`. */
export function toPunycode(label: string): string {
  const input = Array.from(label, (char) => char.codePointAt(0) as number);
  let output = input
    .filter((code) => code < INITIAL_N)
    .map((code) => String.fromCharCode(code))
    .join('');
  const basicCount = output.length;
  if (basicCount > 0) output += '-';
  let n = INITIAL_N;
  let delta = 0;
  let bias = INITIAL_BIAS;
  for (let handled = basicCount; handled < input.length; ) {
    const next = Math.min(...input.filter((code) => code >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const code of input) {
      if (code < n) delta++;
      if (code !== n) continue;
      output += variableLength(delta, bias);
      bias = adapt(delta, handled + 1, handled === basicCount);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

/** The reverse, for domainToUnicode. Undefined when it is no punycode. */
export function fromPunycode(text: string): string | undefined {
  const end = text.lastIndexOf('-');
  const output = Array.from(end > 0 ? text.slice(0, end) : '', (char) => char.charCodeAt(0));
  let n = INITIAL_N;
  let bias = INITIAL_BIAS;
  let at = 0;
  for (let index = end > 0 ? end + 1 : 0; index < text.length; ) {
    const before = at;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(text.charCodeAt(index++));
      if (digit === undefined) return undefined;
      at += digit * weight;
      const t = threshold(k, bias);
      if (digit < t) break;
      weight *= BASE - t;
    }
    bias = adapt(at - before, output.length + 1, before === 0);
    n += Math.floor(at / (output.length + 1));
    at %= output.length + 1;
    if (n > 0x10ffff) return undefined;
    output.splice(at++, 0, n);
  }
  return String.fromCodePoint(...output);
}

function threshold(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, T_MIN), T_MAX);
}

function variableLength(delta: number, bias: number): string {
  let text = '';
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const t = threshold(k, bias);
    if (rest < t) return text + digitText(rest);
    text += digitText(t + ((rest - t) % (BASE - t)));
    rest = Math.floor((rest - t) / (BASE - t));
  }
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitText(digit: number): string {
  return digit.toString(BASE).replace(/[\da-z]/, () => String.fromCharCode(digit < 26 ? digit + 97 : digit + 22));
}

function digitOf(code: number): number | undefined {
  if (code >= 48 && code <= 57) return code - 22;
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 65 && code <= 90 ? code - 65 : undefined;
}

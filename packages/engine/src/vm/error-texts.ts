import { readSections, readUnsigned, SECTION, type Section, sectionOf } from './wasm-binary.ts';

/**
 * Errors that the engine itself throws, in V8's words: programs print them, and tests compare them. QuickJS's texts are
 * constants of the binary that its code refers to by address. V8's are put where nothing else lies, and the code is made
 * to refer to them. A text has the same placeholders in the same order; where V8 says more than QuickJS knows there is no line.
 * A list has one text for each place in the code that uses it, in order; undefined leaves QuickJS's.
 */
const TEXTS: readonly (readonly [quickjs: string, v8: string | readonly (string | undefined)[]])[] = [
  ["cannot read property '%s' of undefined", "Cannot read properties of undefined (reading '%s')"],
  ["cannot read property '%s' of null", "Cannot read properties of null (reading '%s')"],
  ["cannot set property '%s' of undefined", "Cannot set properties of undefined (setting '%s')"],
  ["cannot set property '%s' of null", "Cannot set properties of null (setting '%s')"],
  ['%s is not initialized', "Cannot access '%s' before initialization"],
  ['cannot convert symbol to string', 'Cannot convert a Symbol value to a string'],
  ['cannot convert symbol to number', 'Cannot convert a Symbol value to a number'],
  ['cannot convert BigInt to number', 'Cannot mix BigInt and other types, use explicit conversions'],
  ['invalid array length', 'Invalid array length'],
  ['invalid string length', 'Invalid string length'],
  ['circular reference', 'Converting circular structure to JSON'],
  ['BigInt are forbidden in JSON.stringify', 'Do not know how to serialize a BigInt'],
  ['Date value is NaN', 'Invalid time value'],
  ['revoked proxy', "Cannot perform 'get' on a proxy that has been revoked"],
  ['empty array', 'Reduce of empty array with no initial value'],
  ['circular prototype chain', 'Cyclic __proto__ value'],
  ['expecting hex digit', 'URI malformed'],
  ['expecting surrogate pair', 'URI malformed'],
  ['BigInt division by zero', 'Division by zero'],
  ['bad normalization form', 'The normalization form should be one of NFC, NFD, NFKC, NFKD.'],
  ['toPrimitive', 'Cannot convert object to primitive value'],
  ["'this' can be initialized only once", 'Super constructor may only be called once'],
  ["private class field '%s' does not exist", 'Cannot read private member %s from an object whose class did not declare it'],
  ['cannot invoke a running generator', 'Generator is already running'],
  ['out of bound', 'Offset is outside the bounds of the DataView'],
  ['not a Date object', 'this is not a Date object.'],
  ["unexpected token in expression: '%.*s'", "Unexpected token '%.*s'"],
  ["'%s' is read-only", [undefined, undefined, 'Assignment to constant variable.', "Cannot assign to read only property '%s' of object '#<Object>'"]],
  [
    'invalid number of digits',
    [
      'toExponential() argument must be between 0 and 100',
      'toFixed() digits argument must be between 0 and 100',
      'toPrecision() argument must be between 1 and 100',
    ],
  ],
];

/**
 * The shadow stack takes the first MiB and grows down from its end; guest code may use an eighth of it.
 * So far down it never comes.
 */
const TEXTS_AT = 4096;
const I32_CONST = 0x41;
/** Of the addresses in question as the code spells them, and as it can spell smaller ones. */
const ADDRESS_BYTES = 4;

interface PlacedText {
  readonly address: number;
  readonly bytes: Uint8Array;
}

const PLACED: PlacedText[] = [];
/** By QuickJS's text: where V8's lies, for each place that uses it (the last one for all that follow). */
const ADDRESSES = new Map<string, readonly (number | undefined)[]>();
for (const [quickjs, v8] of TEXTS)
  ADDRESSES.set(quickjs, typeof v8 === 'string' ? [placeText(v8)] : v8.map((text) => (text === undefined ? undefined : placeText(text))));

function placeText(text: string): number {
  const last = PLACED.at(-1);
  const address = last === undefined ? TEXTS_AT : last.address + last.bytes.length;
  PLACED.push({ address, bytes: new TextEncoder().encode(`${text}\0`) });
  return address;
}

/** Puts the texts into a new machine's memory: an image holds them from then on. */
export function writeErrorTexts(memory: WebAssembly.Memory): void {
  for (const { address, bytes } of PLACED) new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
}

/**
 * The engine's binary with V8's error texts in place of QuickJS's.
 * @throws {RangeError} when a text is not where it should be: another version of quickjs-wasi.
 */
export function withErrorTexts(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(binary);
  const sections = readSections(result);
  const addressOf = new Map<string, number>();
  for (const { address, from, to } of readDataSegments(result, sections)) findTexts(result, from, to, address, addressOf);
  const left = new Map<number, (number | undefined)[]>();
  for (const [quickjs, addresses] of ADDRESSES) {
    const old = addressOf.get(quickjs);
    if (old === undefined) throw new RangeError(`This quickjs.wasm does not say "${quickjs}": pin quickjs-wasi to the version in package.json`);
    left.set(old, [...addresses]);
  }
  const { from, to } = sectionOf(sections, SECTION.code);
  for (let at = from; at < to - ADDRESS_BYTES; at++) {
    if (result[at] !== I32_CONST) continue;
    const addresses = left.get(readAddress(result, at + 1));
    const address = addresses !== undefined && addresses.length > 1 ? addresses.shift() : addresses?.[0];
    if (address === undefined) continue;
    for (let i = 0; i < ADDRESS_BYTES; i++) result[at + 1 + i] = ((address >> (7 * i)) & 0x7f) | (i < ADDRESS_BYTES - 1 ? 0x80 : 0);
  }
  return result;
}

/** Active segments: where in the file, and at which address. */
function readDataSegments(bytes: Uint8Array, sections: readonly Section[]): { address: number; from: number; to: number }[] {
  const segments: { address: number; from: number; to: number }[] = [];
  let [count, at] = readUnsigned(bytes, sectionOf(sections, SECTION.data).from);
  for (; count > 0; count--) {
    // 0: memory 0, at an address given as i32.const and ended by 0x0b.
    if (bytes[at] !== 0 || bytes[at + 1] !== I32_CONST) throw new RangeError('This quickjs.wasm places its constants in another way');
    const [address, end] = readUnsigned(bytes, at + 2);
    const [length, from] = readUnsigned(bytes, end + 1);
    segments.push({ address, from, to: from + length });
    at = from + length;
  }
  return segments;
}

/** Whole strings of a segment that {@link TEXTS} names. */
function findTexts(bytes: Uint8Array, from: number, to: number, address: number, found: Map<string, number>): void {
  const segment = `\0${new TextDecoder('latin1').decode(bytes.subarray(from, to))}`;
  for (const [quickjs] of TEXTS) {
    const at = found.has(quickjs) ? -1 : segment.indexOf(`\0${quickjs}\0`);
    if (at >= 0) found.set(quickjs, address + at);
  }
}

/** An operand of exactly {@link ADDRESS_BYTES}, or -1. */
function readAddress(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = 0; i < ADDRESS_BYTES; i++) {
    const byte = bytes[at + i] as number;
    if (byte < 0x80 !== (i === ADDRESS_BYTES - 1)) return -1;
    value |= (byte & 0x7f) << (7 * i);
  }
  return value;
}

// Reading and writing WebAssembly's binary format, as far as changing the engine's binary needs it.

/** Sections by number. */
export const SECTION = { type: 1, import: 2, function: 3, global: 6, export: 7, code: 10, data: 11 } as const;

/** Bytes before the first section: the format's name and version. */
export const PREAMBLE_BYTES = 8;

export interface Section {
  readonly id: number;
  /** Where its content is in the file. */
  readonly from: number;
  readonly to: number;
}

export function readSections(bytes: Uint8Array): Section[] {
  const sections: Section[] = [];
  for (let at = PREAMBLE_BYTES; at < bytes.length; ) {
    const id = bytes[at] as number;
    const [length, from] = readUnsigned(bytes, at + 1);
    sections.push({ id, from, to: from + length });
    at = from + length;
  }
  return sections;
}

/** @throws {RangeError} when there is none. */
export function sectionOf(sections: readonly Section[], id: number): Section {
  const found = sections.find((section) => section.id === id);
  if (found === undefined) throw new RangeError('This is no quickjs.wasm: it lacks a section');
  return found;
}

/** A number in LEB128. */
export function readUnsigned(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7, at++) {
    const byte = bytes[at] as number;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at + 1];
  }
}

export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

/** A positive number where a signed one is expected: its highest bit must not be taken for the sign. */
export function signed(value: number): number[] {
  const bytes = unsigned(value);
  const last = bytes.at(-1) as number;
  return last < 0x40 ? bytes : [...bytes.slice(0, -1), last | 0x80, 0];
}

export function text(value: string): number[] {
  return [value.length, ...Array.from(value, (char) => char.charCodeAt(0))];
}

export function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/** A function's entry in the code section. @param locals of type i32, beside its parameters. */
export function functionBody(locals: number, code: readonly number[]): number[] {
  const content = [...(locals === 0 ? [0] : [1, locals, I32]), ...code, OP.end];
  return [...unsigned(content.length), ...content];
}

export const I32 = 0x7f;
export const I64 = 0x7e;

/** Instructions, by number. */
export const OP = {
  unreachable: 0x00,
  ifVoid: [0x04, 0x40],
  end: 0x0b,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  load: 0x28,
  store: 0x36,
  memorySize: [0x3f, 0],
  memoryGrow: [0x40, 0],
  constant: 0x41,
  isZero: 0x45,
  equal: 0x46,
  lessUnsigned: 0x49,
  add: 0x6a,
  subtract: 0x6b,
  and: 0x71,
  or: 0x72,
  shiftLeft: 0x74,
  shiftRightUnsigned: 0x76,
  wrapI64: 0xa7,
} as const;

/** Alignment of four bytes, as loads and stores write it. */
export const ALIGN_4 = 2;

// Reading and writing WebAssembly's binary format, as far as changing the engine's binary needs it.

/** Sections by number. */
export const SECTION = { type: 1, import: 2, function: 3, global: 6, export: 7, code: 10, data: 11 } as const;

/** What comes before the first section: the format's name and version. */
export const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] as const;

/** What an import or an export is. */
export const KIND = { function: 0, table: 1, memory: 2, global: 3 } as const;

type Bytes = Uint8Array | readonly number[];

export interface Section {
  readonly id: number;
  /** Where its content is in the file. */
  readonly from: number;
  readonly to: number;
}

/** The file's sections, in order. */
export function readSections(bytes: Uint8Array): Section[] {
  const sections: Section[] = [];
  for (let at = PREAMBLE.length; at < bytes.length; ) {
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

/** What is exported as a function, by name: its number. */
export function readExports(bytes: Uint8Array, sections: readonly Section[]): Map<string, number> {
  const exports = new Map<string, number>();
  let [count, at] = readUnsigned(bytes, sectionOf(sections, SECTION.export).from);
  for (; count > 0; count--) {
    const [length, from] = readUnsigned(bytes, at);
    const [number, next] = readUnsigned(bytes, from + length + 1);
    if (bytes[from + length] === KIND.function) exports.set(new TextDecoder().decode(bytes.subarray(from, from + length)), number);
    at = next;
  }
  return exports;
}

/** All functions by number, the imported first: those have no body. A body begins with its length. */
export function readFunctions(bytes: Uint8Array, sections: readonly Section[]): { type: number; body?: Uint8Array }[] {
  const functions: { type: number; body?: Uint8Array }[] = [];
  let [count, at] = readUnsigned(bytes, sectionOf(sections, SECTION.import).from);
  for (; count > 0; count--) {
    for (const _name of ['module', 'field']) {
      const [length, from] = readUnsigned(bytes, at);
      at = from + length;
    }
    if (bytes[at] !== KIND.function) throw new RangeError('This WebAssembly imports more than functions');
    const [type, next] = readUnsigned(bytes, at + 1);
    functions.push({ type });
    at = next;
  }
  [count, at] = readUnsigned(bytes, sectionOf(sections, SECTION.function).from);
  let [, body] = readUnsigned(bytes, sectionOf(sections, SECTION.code).from);
  for (; count > 0; count--) {
    const [type, next] = readUnsigned(bytes, at);
    const [length, from] = readUnsigned(bytes, body);
    functions.push({ type, body: bytes.subarray(body, from + length) });
    [at, body] = [next, from + length];
  }
  return functions;
}

/** The file with other contents in some sections. */
export function withSections(bytes: Uint8Array, contents: Readonly<Record<number, Bytes>>): Uint8Array<ArrayBuffer> {
  const parts: Bytes[] = [bytes.subarray(0, PREAMBLE.length)];
  for (const { id, from, to } of readSections(bytes)) {
    const content = contents[id] ?? bytes.subarray(from, to);
    parts.push([id, ...unsigned(content.length)], content);
  }
  return concatenate(parts);
}

/** All parts in one array. */
export function concatenate(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** A number in unsigned LEB128, and where the next one is. */
export function readUnsigned(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7, at++) {
    const byte = bytes[at] as number;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at + 1];
  }
}

/** A number in unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

/** A number of 32 bits in signed LEB128, as constants have it. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest < -0x40 || rest > 0x3f; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest & 0x7f];
}

/** A name: its length, and its letters. */
export function text(value: string): number[] {
  return [value.length, ...Array.from(value, (char) => char.charCodeAt(0))];
}

/** A section of its own. */
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
  select: 0x1b,
  shiftLeft: 0x74,
  shiftRightUnsigned: 0x76,
  wrapI64: 0xa7,
} as const;

/** Alignment of four bytes, as loads and stores write it. */
export const ALIGN_4 = 2;

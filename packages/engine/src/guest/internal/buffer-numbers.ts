import { codedError, invalidArgType, outOfRange } from './errors.ts';

/** Eight bytes through which the engine's own conversions are borrowed. */
const scratch = new DataView(new ArrayBuffer(8));

function checkOffset(bytes: Uint8Array, offset: unknown, size: number): number {
  const last = bytes.length - size;
  if (typeof offset === 'number' && offset >= 0 && offset <= last && Number.isInteger(offset)) return offset;
  if (typeof offset !== 'number') throw invalidArgType('offset', 'of type number', offset);
  if (!Number.isInteger(offset)) throw outOfRange('offset', 'an integer', offset);
  if (last < 0) throw codedError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
  throw outOfRange('offset', `>= 0 and <= ${last}`, offset);
}

function checkByteLength(value: unknown): number {
  if (typeof value !== 'number') throw invalidArgType('byteLength', 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange('byteLength', 'an integer', value);
  if (value < 1 || value > 6) throw outOfRange('byteLength', '>= 1 and <= 6', value);
  return value;
}

function readUnsigned(bytes: Uint8Array, offset: number, size: number, little: boolean): number {
  let value = 0;
  // Multiplication, not shifts: up to 48 bits.
  for (let at = 0; at < size; at++) value = value * 256 + (bytes[little ? offset + size - 1 - at : offset + at] as number);
  return value;
}

function readSigned(bytes: Uint8Array, offset: number, size: number, little: boolean): number {
  const value = readUnsigned(bytes, offset, size, little);
  return value >= 2 ** (8 * size - 1) ? value - 2 ** (8 * size) : value;
}

function writeInteger(bytes: Uint8Array, value: number, offset: number, size: number, little: boolean): number {
  let rest = Math.trunc(value);
  for (let at = 0; at < size; at++) {
    bytes[little ? offset + at : offset + size - 1 - at] = ((rest % 256) + 256) % 256;
    rest = Math.floor(rest / 256);
  }
  return offset + size;
}

function checkValue(value: unknown, size: number, signed: boolean): number {
  const number = Number(value);
  const [min, max] = signed ? [-(2 ** (8 * size - 1)), 2 ** (8 * size - 1) - 1] : [0, 2 ** (8 * size) - 1];
  if (!(number < min) && !(number > max)) return Number.isNaN(number) ? 0 : number;
  if (size <= 4) throw outOfRange('value', `>= ${min} and <= ${max}`, value);
  throw outOfRange('value', signed ? `>= -(2 ** ${8 * size - 1}) and < 2 ** ${8 * size - 1}` : `>= 0 and < 2 ** ${8 * size}`, value);
}

function checkBigint(value: unknown, signed: boolean): bigint {
  if (typeof value !== 'bigint') throw new TypeError(`Cannot mix BigInt and other types, use explicit conversions`);
  const fits = signed ? BigInt.asIntN(64, value) === value : BigInt.asUintN(64, value) === value;
  if (!fits) throw outOfRange('value', signed ? '>= -(2n ** 63n) and < 2n ** 63n' : '>= 0n and < 2n ** 64n', value);
  return value;
}

type Methods = Record<string, (this: Uint8Array, ...args: never[]) => unknown>;

/** readUInt8 … writeDoubleBE, under both of Node's spellings. */
export function numberMethods(): Methods {
  const methods: Methods = {};
  for (const signed of [false, true]) {
    const kind = signed ? 'Int' : 'UInt';
    const read = signed ? readSigned : readUnsigned;
    for (const [bits, endings] of [
      [8, ['']],
      [16, ['LE', 'BE']],
      [32, ['LE', 'BE']],
    ] as const) {
      for (const ending of endings) {
        const size = bits / 8;
        methods[`read${kind}${bits}${ending}`] = function (this: Uint8Array, offset: unknown = 0) {
          return read(this, checkOffset(this, offset, size), size, ending === 'LE');
        };
        methods[`write${kind}${bits}${ending}`] = function (this: Uint8Array, value: unknown, offset: unknown = 0) {
          const number = checkValue(value, size, signed);
          return writeInteger(this, number, checkOffset(this, offset, size), size, ending === 'LE');
        };
      }
    }
    for (const ending of ['LE', 'BE']) {
      methods[`read${kind}${ending}`] = function (this: Uint8Array, offset: unknown, byteLength: unknown) {
        const size = checkByteLength(byteLength);
        return read(this, checkOffset(this, offset, size), size, ending === 'LE');
      };
      methods[`write${kind}${ending}`] = function (this: Uint8Array, value: unknown, offset: unknown, byteLength: unknown) {
        const size = checkByteLength(byteLength);
        const number = checkValue(value, size, signed);
        return writeInteger(this, number, checkOffset(this, offset, size), size, ending === 'LE');
      };
      methods[`readBig${kind}64${ending}`] = function (this: Uint8Array, offset: unknown = 0) {
        load(this, checkOffset(this, offset, 8), 8);
        return signed ? scratch.getBigInt64(0, ending === 'LE') : scratch.getBigUint64(0, ending === 'LE');
      };
      methods[`writeBig${kind}64${ending}`] = function (this: Uint8Array, value: unknown, offset: unknown = 0) {
        if (typeof value === 'bigint') checkBigint(value, signed);
        const at = checkOffset(this, offset, 8);
        const number = checkBigint(value, signed);
        scratch.setBigUint64(0, BigInt.asUintN(64, number), ending === 'LE');
        return store(this, at, 8);
      };
    }
  }
  for (const [name, size] of [
    ['Float', 4],
    ['Double', 8],
  ] as const) {
    for (const ending of ['LE', 'BE']) {
      const little = ending === 'LE';
      methods[`read${name}${ending}`] = function (this: Uint8Array, offset: unknown = 0) {
        load(this, checkOffset(this, offset, size), size);
        return size === 4 ? scratch.getFloat32(0, little) : scratch.getFloat64(0, little);
      };
      methods[`write${name}${ending}`] = function (this: Uint8Array, value: unknown, offset: unknown = 0) {
        const at = checkOffset(this, offset, size);
        if (size === 4) scratch.setFloat32(0, Number(value), little);
        else scratch.setFloat64(0, Number(value), little);
        return store(this, at, size);
      };
    }
  }
  for (const name of Object.keys(methods)) {
    if (name.includes('UInt')) methods[name.replace('UInt', 'Uint')] = methods[name] as Methods[string];
  }
  return methods;
}

function load(bytes: Uint8Array, offset: number, size: number): void {
  for (let at = 0; at < size; at++) scratch.setUint8(at, bytes[offset + at] as number);
}

function store(bytes: Uint8Array, offset: number, size: number): number {
  for (let at = 0; at < size; at++) bytes[offset + at] = scratch.getUint8(at);
  return offset + size;
}

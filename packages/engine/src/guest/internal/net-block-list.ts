import { codedError, invalidArgType, invalidArgValue } from './errors.ts';
import { isIPv4, isIPv6 } from './net-address.ts';
import { SocketAddress } from './net-socket-address.ts';
import { assertInteger, assertString } from './validate.ts';

type Family = 'ipv4' | 'ipv6';

/** An address as a number; of IPv4 as IPv6 writes it (::ffff:a.b.c.d). */
function toNumber(address: string, family: Family): bigint {
  if (family === 'ipv4') return MAPPED | BigInt(address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0));
  const [text = ''] = address.split('%', 1);
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const low = dotted ? toNumber(dotted[2] as string, 'ipv4') & 0xffff_ffffn : 0n;
  const [head = '', tail] = (dotted ? `${dotted[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}` : text).split('::');
  const left = groups(head);
  const right = groups(tail ?? '');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

const MAPPED = 0xffff_0000_0000n;

interface Rule {
  readonly text: string;
  readonly from: bigint;
  readonly to: bigint;
}

function toAddress(given: unknown, family: unknown, name: string): SocketAddress {
  if (given instanceof SocketAddress) return given;
  assertString(given, name);
  assertString(family, 'family');
  return new SocketAddress({ address: given, family: family.toLowerCase() as Family });
}

function assertFamily(family: unknown): asserts family is string {
  assertString(family, 'family');
  if (!/^ipv[46]$/i.test(family)) throw invalidArgValue('family', family);
}

const label = (family: string) => (family === 'ipv4' ? 'IPv4' : 'IPv6');
const valueOf = (address: SocketAddress) => toNumber(address.address, address.family);

/** net.BlockList: which addresses are not wanted. */
export class BlockList {
  static isBlockList(value: unknown): boolean {
    return value instanceof BlockList;
  }
  // The newest first, as Node lists them.
  readonly #rules: Rule[] = [];

  addAddress(address: string | SocketAddress, family: string = 'ipv4'): void {
    const checked = toAddress(address, family, 'address');
    const number = valueOf(checked);
    this.#rules.unshift({ text: `Address: ${label(checked.family)} ${checked.address}`, from: number, to: number });
  }

  addRange(start: string | SocketAddress, end: string | SocketAddress, family: string = 'ipv4'): void {
    const first = toAddress(start, family, 'start');
    const last = toAddress(end, family, 'end');
    const from = valueOf(first);
    const to = valueOf(last);
    if (from > to) throw invalidArgValue('start', first, 'must come before end');
    this.#rules.unshift({ text: `Range: ${label(first.family)} ${first.address}-${last.address}`, from, to });
  }

  addSubnet(network: string | SocketAddress, prefix: number, family: string = 'ipv4'): void {
    const checked = toAddress(network, family, 'network');
    const bits = checked.family === 'ipv4' ? 32 : 128;
    assertInteger(prefix, 'prefix', 0, bits);
    const host = (1n << BigInt(bits - prefix)) - 1n;
    const from = valueOf(checked) & ~host;
    this.#rules.unshift({ text: `Subnet: ${label(checked.family)} ${checked.address}/${prefix}`, from, to: from | host });
  }

  check(address: string | SocketAddress, family: string = 'ipv4'): boolean {
    if (!(address instanceof SocketAddress)) {
      assertString(address, 'address');
      assertFamily(family);
      const isValid = family.toLowerCase() === 'ipv4' ? isIPv4(address) : isIPv6(address);
      if (!isValid) return false;
    }
    const number = valueOf(toAddress(address, family, 'address'));
    return this.#rules.some(({ from, to }) => number >= from && number <= to);
  }

  get rules(): string[] {
    return this.#rules.map(({ text }) => text);
  }

  toJSON(): string[] {
    return this.rules;
  }

  fromJSON(given: unknown): void {
    const rules = typeof given === 'string' ? (JSON.parse(given) as unknown) : given;
    if (!Array.isArray(rules) || !rules.every((each) => typeof each === 'string'))
      throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', invalidArgType('data', 'of type string or an instance of Array', given).message);
    for (const rule of (rules as string[]).toReversed()) this.#addRule(rule);
  }

  #addRule(rule: string): void {
    const [, kind, family = '', rest = ''] = /^(Address|Range|Subnet): (IPv[46]) (.*)$/.exec(rule) ?? [];
    const lower = family.toLowerCase();
    const [first = '', second = ''] = rest.split(kind === 'Range' ? '-' : '/');
    if (kind === 'Address') this.addAddress(first, lower);
    else if (kind === 'Range') this.addRange(first, second, lower);
    else if (kind === 'Subnet') this.addSubnet(first, Number(second), lower);
  }
}

export function assertBlockList(value: unknown, name: string): asserts value is BlockList {
  if (!(value instanceof BlockList)) throw invalidArgType(name, 'an instance of net.BlockList', value);
}

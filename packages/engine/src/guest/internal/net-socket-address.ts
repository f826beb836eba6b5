import { codedError, invalidArgValue } from './errors.ts';
import { customInspect, inspect, type InspectOptions } from './inspect.ts';
import { isIPv4, isIPv6 } from './net-address.ts';
import { validatePort } from './net-error.ts';
import { URL } from './url.ts';
import { assertInteger, assertObject, assertString } from './validate.ts';

interface SocketAddressOptions {
  readonly address?: string;
  readonly port?: number;
  readonly family?: 'ipv4' | 'ipv6';
  readonly flowlabel?: number;
}

/** net.SocketAddress: an address and a port, checked. */
export class SocketAddress {
  readonly #address: string;
  readonly #port: number;
  readonly #family: 'ipv4' | 'ipv6';
  readonly #flowlabel: number;

  static isSocketAddress(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #address in value;
  }

  /** `1.2.3.4:80`, `[::1]:80`; undefined for what is none. */
  static parse(input: string): SocketAddress | undefined {
    assertString(input, 'input');
    const url = URL.parse(`http://${input}`);
    if (url === null) return undefined;
    const { hostname, port } = url;
    const isBracketed = hostname.startsWith('[') && hostname.endsWith(']');
    try {
      return new SocketAddress({ address: isBracketed ? hostname.slice(1, -1) : hostname, port: Number(port), family: isBracketed ? 'ipv6' : 'ipv4' });
    } catch {
      return undefined;
    }
  }

  constructor(options: SocketAddressOptions = {}) {
    assertObject(options, 'options');
    const { family = 'ipv4', port = 0, flowlabel = 0 } = options as SocketAddressOptions;
    const lower = typeof family === 'string' ? family.toLowerCase() : undefined;
    if (lower !== 'ipv4' && lower !== 'ipv6') throw invalidArgValue('options.family', family);
    const address = (options as SocketAddressOptions).address ?? (lower === 'ipv4' ? '127.0.0.1' : '::');
    assertString(address, 'options.address');
    this.#port = validatePort(port, 'options.port');
    assertInteger(flowlabel, 'options.flowlabel', 0, 2 ** 32 - 1);
    if (!(lower === 'ipv4' ? isIPv4(address) : isIPv6(address))) throw codedError(Error, 'ERR_INVALID_ADDRESS', 'Invalid socket address');
    this.#address = address;
    this.#family = lower;
    this.#flowlabel = flowlabel;
  }

  get address(): string {
    return this.#address;
  }
  get port(): number {
    return this.#port;
  }
  get family(): 'ipv4' | 'ipv6' {
    return this.#family;
  }
  get flowlabel(): number {
    return this.#family === 'ipv6' ? this.#flowlabel : 0;
  }
  [customInspect](_depth: number, options: InspectOptions): string {
    return `SocketAddress ${inspect(this.toJSON(), options)}`;
  }
  toJSON(): object {
    return { address: this.address, port: this.port, family: this.family, flowlabel: this.flowlabel };
  }
}

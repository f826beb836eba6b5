import dns, { type LookupAddress } from 'node:dns';
import { isIP, Socket } from 'node:net';

const LOOPBACK = '127.0.0.1';

type Lookup = (error: NodeJS.ErrnoException | null, address?: string | LookupAddress[], family?: number) => void;

/**
 * The network of the program: `host:port` of its services leads to ports of the loopback interface, and no other name is
 * known. Nothing leaves this machine.
 */
export function mapNames(ports: Readonly<Record<string, number>>): void {
  const hosts = new Set(Object.keys(ports).map((at) => at.slice(0, at.lastIndexOf(':'))));
  mapConnect(ports);
  mapLookup((host) => hosts.has(host));
}

function mapConnect(ports: Readonly<Record<string, number>>): void {
  const { connect } = Socket.prototype as unknown as { connect: (...args: unknown[]) => Socket };
  Object.assign(Socket.prototype, {
    connect(this: Socket, ...args: unknown[]) {
      return Reflect.apply(connect, this, withMapped(args, ports));
    },
  });
}

/** The same arguments, of any of the ways to write them. */
function withMapped(args: unknown[], ports: Readonly<Record<string, number>>): unknown[] {
  const [first, ...rest] = args;
  if (Array.isArray(first)) {
    // What net.connect() has made of them: marked by a symbol, which stays.
    first[0] = mapped(first[0] as object, ports);
    return args;
  }
  if (typeof first === 'object' && first !== null) return [mapped(first, ports), ...rest];
  const host = typeof rest[0] === 'string' ? rest[0] : 'localhost';
  const port = ports[`${host}:${first}`];
  return port === undefined ? args : [port, LOOPBACK, ...rest.filter((each) => typeof each === 'function')];
}

function mapped(options: object, ports: Readonly<Record<string, number>>): object {
  const { host = 'localhost', port } = options as { host?: string; port?: number | string };
  const to = ports[`${host}:${port}`];
  return to === undefined ? options : { ...options, host: LOOPBACK, port: to };
}

function mapLookup(isKnown: (host: string) => boolean): void {
  const { lookup } = dns;
  const asked = (host: string) => host === 'localhost' || isIP(host) !== 0;
  const mappedLookup = (host: string, ...rest: unknown[]) => {
    if (asked(host)) return Reflect.apply(lookup, dns, [host, ...rest]) as unknown;
    const done = rest.pop() as Lookup;
    const all = (rest[0] as { all?: boolean } | undefined)?.all === true;
    process.nextTick(() => {
      if (!isKnown(host)) done(notFound(host));
      else if (all) done(null, [{ address: LOOPBACK, family: 4 }]);
      else done(null, LOOPBACK, 4);
    });
    return undefined;
  };
  // What promisify() makes of it stays as it was.
  Object.defineProperties(mappedLookup, Object.getOwnPropertyDescriptors(lookup));
  const { lookup: promised } = dns.promises;
  Object.assign(dns, { lookup: mappedLookup });
  Object.assign(dns.promises, {
    lookup: async (host: string, ...rest: unknown[]) => {
      if (asked(host)) return Reflect.apply(promised, dns.promises, [host, ...rest]) as unknown;
      if (!isKnown(host)) throw notFound(host);
      const found = { address: LOOPBACK, family: 4 };
      return (rest[0] as { all?: boolean } | undefined)?.all ? [found] : found;
    },
  });
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname });
}

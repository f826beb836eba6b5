import { completeLater } from '../internal/completions.ts';
import { unavailable } from '../internal/errors.ts';
import { type LookupAddress, type LookupError, resolveName } from '../internal/net-address.ts';
import { nextTick } from '../internal/tick-queue.ts';
import { assertFunction } from '../internal/validate.ts';

interface LookupOptions {
  readonly family?: number | 'IPv4' | 'IPv6';
  readonly all?: boolean;
}
type LookupCallback = (error: Error | null, address?: string | readonly LookupAddress[], family?: number) => void;

function resolve(name: string, { family }: LookupOptions): LookupAddress | LookupError {
  const found = resolveName(name);
  if (found instanceof Error || name !== 'localhost' || (family !== 6 && family !== 'IPv6')) return found;
  return { address: '::1', family: 6 };
}

function lookup(name: string, given: LookupOptions | number | LookupCallback, callback?: LookupCallback): object {
  const options = typeof given === 'object' && given !== null ? given : typeof given === 'number' ? { family: given } : {};
  const done = typeof given === 'function' ? given : callback;
  assertFunction(done, 'callback');
  const result = resolve(name, options);
  const finish = () => {
    if (result instanceof Error) done(result);
    else if (options.all) done(null, [result]);
    else done(null, result.address, result.family);
  };
  if (!(result instanceof Error) && result.address === name) nextTick(finish);
  else completeLater(finish);
  return { callback: done, family: options.family ?? 0, hostname: name, oncomplete: done };
}

async function lookupPromise(name: string, given: LookupOptions | number = {}): Promise<LookupAddress | readonly LookupAddress[]> {
  const options = typeof given === 'number' ? { family: given } : given;
  const result = resolve(name, options);
  if (result instanceof Error) throw result;
  return options.all ? [result] : result;
}

/** Everything that would ask a server on the network. */
const ASKING = [
  'resolve',
  'resolve4',
  'resolve6',
  'resolveAny',
  'resolveCname',
  'resolveMx',
  'resolveNs',
  'resolvePtr',
  'resolveSrv',
  'resolveTxt',
  'reverse',
  'lookupService',
];

function refuseAll(prefix: string): Record<string, () => never> {
  return Object.fromEntries(
    ASKING.map((name) => [
      name,
      () => {
        throw unavailable(`${prefix}${name}`);
      },
    ]),
  );
}

class Resolver {
  constructor() {
    throw unavailable('dns.Resolver');
  }
}

const order = { getDefaultResultOrder: () => 'verbatim', setDefaultResultOrder: () => undefined };
const codes = {
  NODATA: 'ENODATA',
  NOTFOUND: 'ENOTFOUND',
  SERVFAIL: 'ESERVFAIL',
  REFUSED: 'EREFUSED',
  TIMEOUT: 'ETIMEOUT',
  CANCELLED: 'ECANCELLED',
  CONNREFUSED: 'ECONNREFUSED',
};
const promises = { lookup: lookupPromise, Resolver, ...refuseAll('dns.promises.'), ...order, ...codes };

export default {
  lookup,
  promises,
  Resolver,
  ...refuseAll('dns.'),
  ...order,
  ...codes,
  setServers: () => {
    throw unavailable('dns.setServers');
  },
  getServers: () => {
    throw unavailable('dns.getServers');
  },
};

import { nextTick } from '../internal/tick-queue.ts';

const LOOPBACK: Record<string, string> = { localhost: '127.0.0.1', '127.0.0.1': '127.0.0.1', '::1': '::1' };

function resolveName(name: string): { address: string; family: number } | Error {
  const address = LOOPBACK[name];
  if (address !== undefined) return { address, family: address.includes(':') ? 6 : 4 };
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', errno: -3008, syscall: 'getaddrinfo', hostname: name });
}

function lookup(name: string, options: any, callback?: any): void {
  const done = typeof options === 'function' ? options : callback;
  const result = resolveName(name);
  nextTick(() => {
    if (result instanceof Error) done(result);
    else if (options?.all) done(null, [result]);
    else done(null, result.address, result.family);
  });
}

const promises = {
  async lookup(name: string, options?: { all?: boolean }) {
    const result = resolveName(name);
    if (result instanceof Error) throw result;
    return options?.all ? [result] : result;
  },
};

export default { lookup, promises };

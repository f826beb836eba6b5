const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const IPV6_GROUP = /^[0-9a-f]{1,4}$/i;

export function isIPv4(text: unknown): boolean {
  return IPV4.test(String(text));
}

export function isIPv6(input: unknown): boolean {
  const [text = '', zone] = String(input).split('%', 2);
  if (zone !== undefined && !/^[0-9a-zA-Z-.:]+$/.test(zone)) return false;
  const halves = text.split('::');
  if (halves.length > 2 || text === '') return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const hasIPv4 = last.includes('.');
  if (hasIPv4 && (!isIPv4(last) || text.endsWith(':'))) return false;
  const size = groups.length + (hasIPv4 ? 1 : 0);
  if (!(hasIPv4 ? groups.slice(0, -1) : groups).every((group) => IPV6_GROUP.test(group))) return false;
  return halves.length === 2 ? size < 8 : size === 8;
}

/** 4, 6, or 0 for what is no IP address. */
export function isIP(text: unknown): 0 | 4 | 6 {
  return isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0;
}

export interface LookupAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export interface LookupError extends Error {
  errno: number;
  code: string;
  syscall: string;
  hostname: string;
}

const LOCAL_NAMES = new Set(['localhost', 'ip6-localhost']);

let addressInFile: (name: string) => string | undefined = () => undefined;

/** Tells where names are looked up that are not this machine's own. */
export function resolveNamesWith(find: (name: string) => string | undefined): void {
  addressInFile = find;
}

/** What a name stands for. There is no world outside this machine: only its own names resolve, and those in /etc/hosts. */
export function resolveName(name: string): LookupAddress | LookupError {
  const family = isIP(name);
  if (family !== 0) return { address: name, family };
  if (LOCAL_NAMES.has(name.toLowerCase()) || name.toLowerCase().endsWith('.localhost')) return { address: '127.0.0.1', family: 4 };
  const address = addressInFile(name.toLowerCase());
  if (address !== undefined) return { address, family: isIPv6(address) ? 6 : 4 };
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: name });
}

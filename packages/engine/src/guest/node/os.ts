import { ERRNO } from '../../abi/errno.ts';
import { sys } from '../internal/sys.ts';
import { SIGNALS } from '../internal/signals.ts';
import { assertInteger } from '../internal/validate.ts';

/** One small container, as a service would run in. */
const MEMORY_BYTES = 512 * 1024 * 1024;

const LOWEST_PID = -(2 ** 31);
const HIGHEST_PID = 2 ** 31 - 1;
let priority = 0;

function assertPid(pid: unknown): void {
  assertInteger(pid, 'pid', LOWEST_PID, HIGHEST_PID);
}

/** Kept and given back: there is nothing here to be scheduled before or after. */
function setPriority(pid: unknown, wanted?: unknown): void {
  const [target, value] = wanted === undefined ? [0, pid] : [pid, wanted];
  assertPid(target);
  assertInteger(value, 'priority', -20, 19);
  priority = value;
}

const os = {
  EOL: '\n',
  devNull: '/dev/null',
  arch: () => 'x64',
  platform: () => 'linux',
  type: () => 'Linux',
  release: () => '6.1.0',
  version: () => '#1 SMP',
  machine: () => 'x86_64',
  endianness: () => 'LE',
  hostname: () => 'localhost',
  homedir: () => '/home/node',
  tmpdir: () => '/tmp',
  uptime: () => 1000 + sys.monotonicMs() / 1000,
  loadavg: () => [0, 0, 0],
  totalmem: () => MEMORY_BYTES,
  freemem: () => MEMORY_BYTES - (JSON.parse(sys.memoryUsage()) as { rss: number }).rss,
  availableParallelism: () => 1,
  cpus: () => [{ model: 'virtual', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
  networkInterfaces: () => ({
    lo: [
      { address: '127.0.0.1', netmask: '255.0.0.0', family: 'IPv4', mac: '00:00:00:00:00:00', internal: true, cidr: '127.0.0.1/8' },
      {
        address: '::1',
        netmask: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
        family: 'IPv6',
        mac: '00:00:00:00:00:00',
        internal: true,
        cidr: '::1/128',
        scopeid: 0,
      },
    ],
  }),
  userInfo: () => ({ uid: 1000, gid: 1000, username: 'node', homedir: '/home/node', shell: '/bin/sh' }),
  getPriority(pid: unknown = 0): number {
    assertPid(pid);
    return priority;
  },
  setPriority,
  constants: {
    UV_UDP_REUSEADDR: 4,
    dlopen: {},
    errno: { ...ERRNO },
    signals: { ...SIGNALS },
    priority: { PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 },
  },
};
Object.defineProperty(os, 'EOL', { writable: false });
export default os;

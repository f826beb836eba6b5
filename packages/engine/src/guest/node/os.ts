import { sys } from '../internal/sys.ts';

export default {
  EOL: '\n', devNull: '/dev/null', arch: () => 'x64', platform: () => 'linux', type: () => 'Linux', release: () => '6.1.0', version: () => '#1 SMP', machine: () => 'x86_64', hostname: () => 'kettle-1', homedir: () => '/home', tmpdir: () => '/tmp', endianness: () => 'LE',
  uptime: () => sys.monotonicMs() / 1000, loadavg: () => [0, 0, 0], totalmem: () => 536_870_912, freemem: () => 268_435_456, availableParallelism: () => 1,
  cpus: () => [{ model: 'virtual', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
  networkInterfaces: () => ({ lo: [{ address: '127.0.0.1', netmask: '255.0.0.0', family: 'IPv4', mac: '00:00:00:00:00:00', internal: true, cidr: '127.0.0.1/8' }] }),
  userInfo: () => ({ uid: 1000, gid: 1000, username: 'node', homedir: '/home', shell: null }),
  constants: { signals: { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 }, errno: {}, priority: {} },
};

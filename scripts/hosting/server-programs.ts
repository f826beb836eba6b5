import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SERVERS, type ServerKind } from './server-config.ts';

/** Where Debian and most others put the programs, whatever PATH says. */
const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];
const COMMANDS: Readonly<Record<ServerKind, string>> = { nginx: 'nginx', caddy: 'caddy', apache: 'apache2' };
const DEBIAN_PACKAGES = ['nginx', 'libnginx-mod-http-brotli-static', 'caddy', 'apache2'];

export function serverProgram(kind: ServerKind): string | undefined {
  return FOLDERS.map((folder) => `${folder}/${COMMANDS[kind]}`).find((path) => existsSync(path));
}

/** Whether nginx can send what brotli compressed. */
export function hasBrotliModule(): boolean {
  return existsSync('/etc/nginx/modules-enabled/50-mod-http-brotli-static.conf');
}

/** The servers of this machine, which gets them first where it is Debian and we are root. No service is started. */
export function availableServers(): ServerKind[] {
  const isDebianRoot = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isDebianRoot && !SERVERS.every((kind) => serverProgram(kind) !== undefined)) installDebianPackages();
  return SERVERS.filter((kind) => serverProgram(kind) !== undefined);
}

function installDebianPackages(): void {
  console.error(`Installing Debian's ${DEBIAN_PACKAGES.join(', ')} for the hosting tests`);
  // RUNLEVEL=1: the packages' own services stay off.
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...DEBIAN_PACKAGES], options);
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startBareServer } from './bare-server.ts';
import type { ServerKind } from './server-config.ts';
import { hasBrotliModule, serverProgram } from './server-programs.ts';

/** `release`: the archive's own server. `bare`: files and nothing else, as some hosts of pages and objects do. */
export type HostKind = ServerKind | 'release' | 'bare';

export interface HostOptions {
  readonly kind: HostKind;
  /** The unpacked archive. */
  readonly release: string;
  readonly base: string;
  readonly isolated: boolean;
}

export interface RunningHost {
  readonly origin: string;
  close(): Promise<void>;
}

const START_TRIES = 200;
const TRY_MS = 50;
const isRoot = process.getuid?.() === 0;

/** Serves the release on loopback by one of the ways to host it; resolves when it answers. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const { kind, release, base, isolated } = options;
  if (kind === 'bare') return startBareServer(join(release, 'dist'), base);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), `unhandled-${kind}-`));
  chmodSync(folder, 0o755); // servers that are started by root work as somebody else
  const child = kind === 'release' ? startRelease(release, port, base, isolated) : startServerProgram(kind, folder, port, options);
  const close = async () => {
    await stop(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(child, `http://127.0.0.1:${port}${base}version.json`);
  } catch (error) {
    await close();
    throw error;
  }
  return { origin: `http://127.0.0.1:${port}`, close };
}

/** The machine's own Node where there is one: the archive asks for 20, the project works with 24. */
export function plainNode(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path)) ?? process.execPath;
}

function startRelease(release: string, port: number, base: string, isolated: boolean): ChildProcess {
  const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1', BASE_PATH: base, CROSS_ORIGIN_ISOLATED: isolated ? '1' : '' };
  return spawn(plainNode(), [join(release, 'serve.mjs')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

function startServerProgram(kind: ServerKind, folder: string, port: number, { release, base, isolated }: HostOptions): ChildProcess {
  const program = serverProgram(kind);
  if (program === undefined) throw new Error(`${kind} is not installed`);
  const args = ['config', kind, '--port', String(port), '--base', base];
  if (isolated) args.push('--isolated');
  if (kind === 'nginx' && !hasBrotliModule()) args.push('--no-brotli');
  const site = execFileSync(plainNode(), [join(release, 'serve.mjs'), ...args], { encoding: 'utf8' });
  const file = join(folder, 'server.conf');
  writeFileSync(file, SURROUNDINGS[kind](site, folder, port));
  const commands: Readonly<Record<ServerKind, readonly string[]>> = {
    nginx: ['-c', file, '-e', join(folder, 'error.log')],
    caddy: ['run', '--adapter', 'caddyfile', '--config', file],
    apache: ['-f', file, '-D', 'FOREGROUND'],
  };
  return spawn(program, commands[kind], {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** What a machine's own configuration has around that of a site: nothing of this machine's is used, or listens beyond it. */
const SURROUNDINGS: Readonly<Record<ServerKind, (site: string, folder: string, port: number) => string>> = {
  nginx: (site, folder, port) => `
${hasBrotliModule() ? 'include /etc/nginx/modules-enabled/*.conf;' : ''}
worker_processes 1;
daemon off;
pid ${folder}/pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder}/${each};`).join('\n  ')}
${site.replace(`listen ${port};`, `listen 127.0.0.1:${port};`)}
}`,
  caddy: (site) => `{
	admin off
	auto_https off
	default_bind 127.0.0.1
}
${site}`,
  apache: (site, folder, port) => `
ServerRoot /etc/apache2
DefaultRuntimeDir ${folder}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
ServerName localhost
Listen 127.0.0.1:${port}
${isRoot ? 'User www-data\nGroup www-data' : ''}
${['mpm_event', 'authz_core', 'alias', 'dir', 'mime', 'headers', 'rewrite'].map((each) => `LoadModule ${each}_module /usr/lib/apache2/modules/mod_${each}.so`).join('\n')}
TypesConfig /etc/mime.types
${site}`,
};

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  for (let tries = 0; tries < START_TRIES; tries++) {
    if (child.exitCode !== null) break;
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, TRY_MS));
  }
  throw new Error(`The server does not answer at ${url}: ${complaint}`);
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

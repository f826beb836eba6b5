// The release's serve.mjs: the server, and the configurations for others. release.ts bundles it, with RELEASE_URL for where it lies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serveSite } from '../serve.mjs';
import { readBasePath } from '../site-version.mjs';
import { renderConfig, type ServerKind, SERVERS, TEMPLATES } from './server-config.ts';
import { siteScriptHashes } from './site-hashes.ts';

declare const RELEASE_URL: string;

const HERE = fileURLToPath(new URL('.', RELEASE_URL));
const DIST = join(HERE, 'dist');
const USAGE = `node serve.mjs                   serves dist/ at http://localhost:4321
  PORT=8080 HOST=0.0.0.0         another port, another address of this machine
  BASE_PATH=/training/           below a path
  CROSS_ORIGIN_ISOLATED=1        with cross-origin isolation

node serve.mjs config ${SERVERS.join('|')}   prints the configuration for a web server
  --root /srv/unhandled/dist     the folder on that server (default: the one here)
  --base /training/  --port 80  --name training.example.net
  --isolated                     with cross-origin isolation
  --webcontainers ORIGIN         the same, and pages may hold the frame of that origin
  --no-brotli                    nginx without its brotli module`;

function printConfig(kind: string | undefined, args: string[]): void {
  const server = SERVERS.find((each) => each === kind);
  if (server === undefined) throw new RangeError(`Which server? ${SERVERS.join(', ')}`);
  const { values } = parseArgs({
    args,
    options: {
      root: { type: 'string', default: DIST },
      base: { type: 'string', default: process.env['BASE_PATH'] ?? '/' },
      port: { type: 'string', default: '80' },
      name: { type: 'string', default: 'localhost' },
      isolated: { type: 'boolean', default: false },
      webcontainers: { type: 'string' },
      'no-brotli': { type: 'boolean', default: false },
    },
  });
  console.log(configFor(server, values));
}

interface ConfigOptions {
  readonly root: string;
  readonly base: string;
  readonly port: string;
  readonly name: string;
  readonly isolated: boolean;
  readonly webcontainers?: string | undefined;
  readonly 'no-brotli': boolean;
}

function configFor(kind: ServerKind, options: ConfigOptions): string {
  const { version } = JSON.parse(readFileSync(join(DIST, 'version.json'), 'utf8')) as { version: string };
  const listen = Number(options.port);
  if (!Number.isInteger(listen) || listen < 1 || listen > 65535) throw new RangeError(`The port is "${options.port}": use a number from 1 to 65535`);
  return renderConfig(kind, readFileSync(join(HERE, 'hosting', TEMPLATES[kind]), 'utf8'), {
    version,
    root: options.root.replace(/(?<=.)\/+$/, ''),
    base: readBasePath(options.base),
    listen,
    name: options.name,
    scriptHashes: siteScriptHashes(DIST),
    isolated: options.webcontainers ?? options.isolated,
    brotli: !options['no-brotli'],
  });
}

const [command, ...rest] = process.argv.slice(2);
try {
  if (command === undefined) await serveSite(DIST);
  else if (command === 'config') printConfig(rest[0], rest.slice(1));
  else if (command === '--help' || command === '-h') console.log(USAGE);
  else throw new RangeError(`There is no command "${command}"\n\n${USAGE}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

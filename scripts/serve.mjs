/**
 * Serves the built site with its production headers:
 * `PORT=4321 HOST=0.0.0.0 BASE_PATH=/training/ CROSS_ORIGIN_ISOLATED=1 node scripts/serve.mjs [folder]`.
 * Needs Node 20 and nothing else.
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBasePath } from './site-version.mjs';
import { serveFolder } from './static-files.mjs';

const DEFAULT_PORT = 4321;
const STOP_DEADLINE_MS = 3000;
const SWEEP_MS = 25;

/**
 * Listens, and resolves with the address and a way to stop. Without `host` it listens on both
 * loopback addresses, because "localhost" may mean either.
 */
export async function startServer({ folder, port = DEFAULT_PORT, host, base = '/', ...options }) {
  const handler = serveFolder(folder, { base, ...options });
  const first = await listen(handler, port, host ?? '127.0.0.1');
  const servers = [first];
  const bound = first.address().port;
  if (host === undefined) {
    try {
      servers.push(await listen(handler, bound, '::1'));
    } catch {
      // A machine without IPv6, or somebody else's server there: one loopback address is enough.
    }
  }
  const shown = host === undefined || host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { url: `http://${shown}:${bound}${base.slice(0, -1)}`, port: bound, close: () => Promise.all(servers.map(close)) };
}

function listen(handler, port, host) {
  return new Promise((resolveListen, reject) => {
    const server = createServer(handler);
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolveListen(server);
    });
  });
}

/** Lets answers in flight finish, then cuts what is left. */
function close(server) {
  return new Promise((resolveClose) => {
    // A connection whose answer ends after close() would otherwise idle until its keep-alive runs out.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const deadline = setTimeout(() => server.closeAllConnections(), STOP_DEADLINE_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolveClose();
    });
  });
}

/** A port as a person writes it in PORT. @throws {RangeError} saying what to write instead. */
export function parsePort(text) {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new RangeError(`PORT is "${text}": use a number from 0 to 65535, 0 for any free port`);
  return port;
}

/** One line that says what to do, for the errors a person can mend. */
export function explain(error, port, host) {
  if (error.code === 'EADDRINUSE') return `Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npm start`;
  if (error.code === 'EACCES') return `Port ${port} needs more rights than you have. Choose one above 1023: PORT=${DEFAULT_PORT} npm start`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return `HOST is "${host}": that is no address of this machine. Use 0.0.0.0 for all of them`;
  return error.message;
}

/** Serves until a signal comes; what goes wrong is said in one line. */
export async function serveSite(folder) {
  const host = process.env['HOST'] || undefined;
  let port = DEFAULT_PORT;
  try {
    port = parsePort(process.env['PORT']);
    const base = readBasePath();
    if (!existsSync(join(folder, 'index.html'))) throw new Error(`There is no built site in ${folder}. Build it first: npm run build`);
    const isolated = process.env['CROSS_ORIGIN_ISOLATED'] === '1';
    const server = await startServer({ folder, port, base, isolated, ...(host === undefined ? {} : { host }) });
    console.log(`Unhandled is at ${server.url}${base === '/' ? '' : '/'}`);
    stopOnSignals(server);
  } catch (error) {
    console.error(explain(error, port, host));
    process.exitCode = 1;
  }
}

function stopOnSignals(server) {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (stopping) process.exit(1); // asked twice: do not wait
      stopping = true;
      void server.close();
    });
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await serveSite(resolve(process.argv[2] ?? join(fileURLToPath(new URL('..', import.meta.url)), 'dist')));
}

import { createServer, type RequestListener, type Server } from 'node:http';
import { type Reachable, reachableAt } from '../agent/reachable.ts';
import { LeakcheckError } from './errors.ts';

/** A server that listens, and how to end it. */
export interface Started {
  readonly at: Reachable;
  readonly close: () => Promise<void>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Makes what a `start` function returned listen on a free port, unless it does already. @throws {LeakcheckError} ERR_LEAKCHECK_START */
export async function listen(returned: unknown): Promise<Started> {
  const server = await serverOf(returned);
  if (!server.listening) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
  }
  const at = reachableAt(server.address());
  if (at === undefined) throw notAServer('listens on a pipe', 'Let it listen on a port');
  return { at, close: () => closeServer(returned, server) };
}

async function serverOf(returned: unknown): Promise<Server> {
  // Express's app is a listener with a life of its own; a plain function takes the request and the response.
  if (typeof returned === 'function') return createServer(returned as RequestListener);
  const fields = (typeof returned === 'object' && returned !== null ? returned : {}) as Fields;
  if (isServer(fields)) return fields as unknown as Server;
  const { callback, ready, server } = fields;
  // Koa, Fastify.
  if (typeof callback === 'function') return createServer(callback.call(returned) as RequestListener);
  if (typeof ready === 'function') await ready.call(returned);
  if (isServer(server)) return server as Server;
  throw notAServer(`is ${returned === undefined ? 'undefined' : 'none'}`, 'Return a node:http server, a Koa, Express or Fastify app, or a request listener');
}

function isServer(value: unknown): boolean {
  const { listen: listens, address, close } = (typeof value === 'object' && value !== null ? value : {}) as Fields;
  return typeof listens === 'function' && typeof address === 'function' && typeof close === 'function';
}

/** The app's own way first: Fastify lets its plugins close what they opened. */
async function closeServer(returned: unknown, server: Server): Promise<void> {
  server.closeAllConnections?.();
  const { close } = (typeof returned === 'object' && returned !== null ? returned : {}) as Fields;
  if (typeof close === 'function' && returned !== server) await close.call(returned);
  if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
}

function notAServer(what: string, hint: string): LeakcheckError {
  return new LeakcheckError('ERR_LEAKCHECK_START', `Cannot check the server that \`start\` returned: it ${what}`, hint);
}

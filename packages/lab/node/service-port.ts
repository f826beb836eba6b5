import { createServer, type Server, type Socket } from 'node:net';
import type { Service, ServiceHost, ServiceSession } from '../../engine/src/host/network/service.ts';
import type { NodeClock } from './node-clock.ts';

/** A service of the engine's on a real port of the loopback interface: the same code behaves the same for both. */
export class ServicePort {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;

  private constructor(server: Server, sockets: Set<Socket>, port: number) {
    this.#server = server;
    this.#sockets = sockets;
    this.port = port;
  }

  static async open(service: Service, clock: NodeClock): Promise<ServicePort> {
    const sockets = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      clock.stir();
      clock.watchAccepted(socket);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      converse(service, socket, clock);
    });
    const port = await listen(server, 0);
    return new ServicePort(server, sockets, port);
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** New connections are refused from now on; open ones live on. */
  refuse(): void {
    this.#server.close();
  }

  async accept(): Promise<void> {
    if (!this.#server.listening) await listen(this.#server, this.port);
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** @returns the port, once it listens there. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function converse(service: Service, socket: Socket, clock: NodeClock): void {
  const stirring = (act: () => void) => {
    clock.stir();
    act();
  };
  const session: ServiceSession = service.accept(
    {
      write: (bytes) => stirring(() => socket.writable && socket.write(bytes)),
      end: () => stirring(() => socket.end()),
      close: () => stirring(() => socket.destroySoon()),
      reset: () => stirring(() => socket.resetAndDestroy()),
    },
    hostOf(clock),
  );
  let ended = false;
  const end = () => {
    clock.stir();
    if (!ended) session.end();
    ended = true;
  };
  socket.on('data', (bytes) => stirring(() => session.data(bytes)));
  socket.on('end', end);
  socket.on('close', end);
  // 'close' follows, and says all that a service wants to know.
  socket.on('error', () => undefined);
}

function hostOf(clock: NodeClock): ServiceHost {
  return {
    nowMs: () => clock.nowMs,
    after: (ms, run) => clock.after(ms, run),
    work: (promise, done, failed) => clock.work(promise, done, failed),
  };
}

import type { TimerQueue } from '../timer-queue.ts';
import type { Entries } from '../../abi/entries.ts';
import type { HandleTable } from '../handle-table.ts';
import type { Clock } from '../clock.ts';
import type { NetworkProcess } from './endpoint.ts';
import type { Primitive } from '../../vm/values.ts';
import { createNetSyscalls } from './net-syscalls.ts';
import type { Network } from './network.ts';
import type { OutsideWork } from './outside-work.ts';

/** The service's end of a connection. */
export interface ServiceConnection {
  write(bytes: Uint8Array): void;
  /** No more bytes follow; what the client still sends arrives. */
  end(): void;
  /** Closes both directions: the client reads what was sent, then the end. */
  close(): void;
  /** Breaks the connection: ECONNRESET for the client. */
  reset(): void;
}

/** What a service does with one connection. */
export interface ServiceSession {
  data(bytes: Uint8Array): void;
  /** The client sends no more, or is gone. Called once; the service then closes its end. */
  end(): void;
}

/** What a service may use: the machine's time, and waiting for promises of the host without losing determinism. */
export interface ServiceHost {
  nowMs(): number;
  /** Runs after so much of the machine's time. Returns the function that calls it off. */
  after(ms: number, run: () => void): () => void;
  /** Waits for a promise of the host: time does not move on before it has settled. */
  work<T>(promise: Promise<T>, done: (value: T) => void, failed: (error: unknown) => void): void;
}

/** A server outside of every process, on the machine's network. */
export interface Service {
  accept(connection: ServiceConnection, host: ServiceHost): ServiceSession;
}

/** A served port, for whoever set it up. */
export interface ServedPort {
  /** Connections that are open now. */
  readonly connections: number;
  /** New connections are refused from now on; open ones live on. */
  refuse(): void;
  /** Takes connections again. */
  accept(): void;
  /** Resets every open connection. */
  resetAll(): void;
  /** Refuses connections and resets the open ones; after so much of the machine's time it is back. */
  down(forMs: number): void;
  /** Takes the service off the network. */
  close(): void;
}

/** No process has this pid: what services hold is nobody's handle. */
export const SERVICE_PID = 0;
/** Far above any id of the handle table. */
const FIRST_HANDLE = 2 ** 40;

export interface ServiceParts {
  readonly network: Network;
  readonly handles: HandleTable;
  readonly clock: Clock;
  readonly timers: TimerQueue;
  readonly work: OutsideWork;
}

let nextHandle = FIRST_HANDLE;

/** Puts a service on a port. @throws {RangeError} when the port is taken. */
export function servePort(parts: ServiceParts, port: number, address: string, service: Service): ServedPort {
  const { network, handles, clock, timers, work } = parts;
  const sessions = new Map<number, ServiceSession>();
  const process: NetworkProcess = {
    pid: SERVICE_PID,
    descriptors: { openSocket: () => nextHandle++, closeSocket: () => undefined },
    // As a process would: in the next turn, never inside the call that caused it.
    deliver: (entry, ...args) => work.queue(() => receive(entry, args)),
  };
  const sys = createNetSyscalls(network, process, handles);
  const host: ServiceHost = {
    nowMs: () => clock.nowMs(),
    after(ms, run) {
      const timer = timers.arm(clock.nowMs() + ms, run);
      return () => timers.cancel(timer);
    },
    work: (promise, done, failed) => work.wait(promise, done, failed),
  };
  let listener: number | undefined;

  function drop(socket: number, reset: boolean): void {
    sessions.delete(socket);
    sys.netDestroy(socket, reset);
  }

  function receive(entry: keyof Entries, args: readonly Primitive[]): void {
    if (entry === 'onConnection') {
      const socket = args[1] as number;
      const connection: ServiceConnection = {
        write: (bytes) => void sys.netWrite(socket, bytes),
        end: () => sys.netEnd(socket),
        close: () => drop(socket, false),
        reset: () => drop(socket, true),
      };
      sessions.set(socket, service.accept(connection, host));
      sys.netPause(socket, false);
      return;
    }
    const [socket, event, bytes] = args as [number, string, Uint8Array];
    const session = sessions.get(socket);
    if (entry !== 'onSocket' || session === undefined) return;
    if (event === 'data') {
      session.data(bytes);
      sys.netPause(socket, false);
    } else if (event === 'end' || event === 'error') {
      session.end();
      if (event === 'error') drop(socket, false);
    }
  }

  const served: ServedPort = {
    get connections() {
      return sessions.size;
    },
    refuse() {
      if (listener !== undefined) sys.netClose(listener);
      listener = undefined;
    },
    accept() {
      if (listener !== undefined) return;
      const opened = sys.netListen(port, address, 'tcp', '');
      if (opened < 0) throw new RangeError(`Port ${port} of ${address} is taken: close its server before a service is put there`);
      listener = opened;
    },
    resetAll() {
      for (const [socket, session] of [...sessions]) {
        drop(socket, true);
        session.end();
      }
    },
    down(forMs) {
      served.refuse();
      served.resetAll();
      host.after(forMs, () => served.accept());
    },
    close() {
      served.refuse();
      served.resetAll();
    },
  };
  served.accept();
  return served;
}

import type { Listener } from './connection.ts';
import { isIPv4, isLoopback, overlap, serves } from './endpoint.ts';

const FIRST_EPHEMERAL_PORT = 40_000;
const LAST_PORT = 65_535;

/** Who else may have the same port. */
export type ListenSharing = Pick<Listener, 'ipv6Only' | 'reusePort'>;

/** Who listens where, and which port is next. */
export class Listeners {
  readonly #all = new Set<Listener>();
  #nextPort = FIRST_EPHEMERAL_PORT;

  add(listener: Listener): void {
    this.#all.add(listener);
  }

  delete(listener: Listener): void {
    this.#all.delete(listener);
  }

  /** Whether a server there would be in another's way. */
  isTaken(port: number, host: string, { ipv6Only, reusePort }: ListenSharing): boolean {
    return this.#some(
      (each) =>
        each.port === port &&
        overlap(each.host, host) &&
        !(reusePort && each.reusePort) &&
        !((each.ipv6Only && isIPv4(host)) || (ipv6Only && isIPv4(each.host))),
    );
  }

  isListening(port: number): boolean {
    return this.#some((each) => each.port === port);
  }

  withHandle(handle: number): Listener | undefined {
    return this.#find((each) => each.handle === handle);
  }

  ofProcess(pid: number): Listener[] {
    return [...this.#all].filter(({ process }) => process.pid === pid);
  }

  /** The server that a client of this address reaches. @param port -1: `host` is a path. */
  reached(port: number, host: string): Listener | undefined {
    if (port >= 0 && !isLoopback(host)) return undefined;
    return this.#find((each) => each.port === port && (port < 0 ? each.host === host : serves(each.host, host) && !(each.ipv6Only && isIPv4(host))));
  }

  freePort(): number {
    for (;;) {
      const port = this.#nextPort++;
      if (this.#nextPort > LAST_PORT) this.#nextPort = FIRST_EPHEMERAL_PORT;
      if (!this.isListening(port)) return port;
    }
  }

  #some(test: (listener: Listener) => boolean): boolean {
    return this.#find(test) !== undefined;
  }

  #find(test: (listener: Listener) => boolean): Listener | undefined {
    for (const each of this.#all) if (test(each)) return each;
    return undefined;
  }
}

import { callableClass } from '../internal/callable-class.ts';
import { isIP, isIPv4, isIPv6 } from '../internal/net-address.ts';
import { Server } from '../internal/net-server.ts';
import { connect, Socket } from '../internal/net-socket.ts';
import { unavailable } from '../internal/errors.ts';

function createServer(...args: ConstructorParameters<typeof Server>): Server {
  return new Server(...args);
}

class BlockList {
  constructor() {
    throw unavailable('net.BlockList');
  }
}

class SocketAddress {
  constructor() {
    throw unavailable('net.SocketAddress');
  }
}

/** Kept for who reads it back: one address family is tried here, at once. */
let attemptTimeoutMs = 250;

const CallableSocket = callableClass(Socket);

export default {
  Socket: CallableSocket,
  Stream: CallableSocket,
  Server: callableClass(Server),
  BlockList,
  SocketAddress,
  createServer,
  connect,
  createConnection: connect,
  isIP,
  isIPv4,
  isIPv6,
  getDefaultAutoSelectFamily: () => true,
  setDefaultAutoSelectFamily: () => undefined,
  getDefaultAutoSelectFamilyAttemptTimeout: () => attemptTimeoutMs,
  setDefaultAutoSelectFamilyAttemptTimeout(ms: number): void {
    attemptTimeoutMs = ms;
  },
};

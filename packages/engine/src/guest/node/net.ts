import { callableClass } from '../internal/callable-class.ts';
import { isIP, isIPv4, isIPv6 } from '../internal/net-address.ts';
import { Server } from '../internal/net-server.ts';
import { connect, Socket } from '../internal/net-socket.ts';
import { familySelection } from '../internal/net-connect.ts';
import { BlockList } from '../internal/net-block-list.ts';
import { SocketAddress } from '../internal/net-socket-address.ts';
import { assertBoolean, assertInteger } from '../internal/validate.ts';

function createServer(...args: ConstructorParameters<typeof Server>): Server {
  return new Server(...args);
}

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
  getDefaultAutoSelectFamily: () => familySelection.enabled,
  setDefaultAutoSelectFamily(value: boolean): void {
    assertBoolean(value, 'value');
    familySelection.enabled = value;
  },
  getDefaultAutoSelectFamilyAttemptTimeout: () => familySelection.attemptTimeoutMs,
  setDefaultAutoSelectFamilyAttemptTimeout(ms: number): void {
    assertInteger(ms, 'value', 1, 2 ** 31 - 1);
    familySelection.attemptTimeoutMs = Math.max(10, ms);
  },
};

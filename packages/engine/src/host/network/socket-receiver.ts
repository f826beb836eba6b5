import type { SocketEnd } from './connection.ts';
import type { Receiver } from './inbound-queue.ts';

/** Brings bytes to an end that is a plain socket. */
export function socketReceiver(end: SocketEnd, drained: () => void): Receiver {
  const { process, handle } = end;
  return {
    data: (bytes) => process.deliver('onSocket', handle, 'data', bytes),
    end: () => process.deliver('onSocket', handle, 'end', ''),
    reset() {
      end.brokenPipe = true;
      process.deliver('onSocket', handle, 'error', 'ECONNRESET');
    },
    drained,
  };
}

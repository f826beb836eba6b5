import diagnosticsChannel from 'node:diagnostics_channel';
import type { Server, Socket } from 'node:net';
import type { OpenHandles } from './open-handles.ts';

/** Sockets and listening servers, by the channels on which Node tells of them: unref'd ones are there, too. Returns what stops it. */
export function watchNetwork(handles: OpenHandles): () => void {
  const opened = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    handles.open(socket, 'socket', 'tcp');
    socket.once('close', () => handles.close(socket));
  };
  diagnosticsChannel.subscribe('net.client.socket', opened);
  diagnosticsChannel.subscribe('net.server.socket', opened);
  const listening = (message: unknown) => {
    const { server } = message as { server: Server };
    handles.open(server, 'server', JSON.stringify(server.address()));
    server.once('close', () => handles.close(server));
  };
  diagnosticsChannel.subscribe('tracing:net.server.listen:asyncEnd', listening);
  return () => {
    diagnosticsChannel.unsubscribe('net.client.socket', opened);
    diagnosticsChannel.unsubscribe('net.server.socket', opened);
    diagnosticsChannel.unsubscribe('tracing:net.server.listen:asyncEnd', listening);
  };
}

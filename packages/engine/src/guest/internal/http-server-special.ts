import type { HttpRequestRecord } from '../../abi/syscalls.ts';
import { Buffer } from '../node/buffer.ts';
import type { IncomingMessage } from './http-incoming.ts';
import type { ServerResponse } from './http-response.ts';
import type { Server } from './http-server.ts';
import type { HttpSocket } from './http-socket.ts';
import { sys } from './sys.ts';

/** Status lines for clients that are dropped, by error code; 400 for others. */
export const REFUSALS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** A request whose body waits for a word, or that expects something else. */
export function answerExpect(server: Server, expect: string, req: IncomingMessage, res: ServerResponse): void {
  if (/(?:^|\W)100-continue(?:$|\W)/i.test(expect)) {
    res._expect_continue = true;
    if (server.emit('checkContinue', req, res)) return;
    res.writeContinue();
    server.emit('request', req, res);
  } else if (!server.emit('checkExpectation', req, res)) res.writeHead(417).end();
}

/** Another protocol, or CONNECT. Returns whether the connection is somebody else's now. @param leave called before it is. */
export function handOverUpgrade(server: Server, transport: HttpSocket, record: HttpRequestRecord, req: IncomingMessage, leave: () => void): boolean {
  const event = record.method === 'CONNECT' ? 'connect' : 'upgrade';
  req.upgrade = event === 'connect' || Boolean(server.shouldUpgradeCallback(req));
  const early = sys.httpUpgrade(transport.handle, req.upgrade);
  if (!req.upgrade) return false;
  if (server.listenerCount(event) === 0) {
    transport.face.destroy();
    return true;
  }
  leave();
  transport.owner = null;
  const own = transport.detach();
  own._httpMessage = null;
  req.socket = own;
  req.complete = true;
  server.emit(event, req, own, Buffer.concat([Buffer.from(early as ArrayBuffer), Buffer.from(record.body ?? '')]));
  return true;
}

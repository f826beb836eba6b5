import type { HttpRequestRecord } from '../../abi/syscalls.ts';
import { Buffer } from '../node/buffer.ts';
import { rawHeader } from './http-headers.ts';
import { type IncomingMessage, kStreaming } from './http-incoming.ts';
import { closeResponse, type ServerResponse } from './http-response.ts';
import type { Server } from './http-server.ts';
import type { HttpSocket } from './http-socket.ts';
import { answering } from './http-server-registry.ts';
import { connectionReset } from './net-error.ts';
import { sys } from './sys.ts';

/** Status lines for clients that are dropped, by error code; 400 for others. */
const REFUSALS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Tells a client that speaks bytes why it is dropped. */
export function refuseClient(socket: HttpSocket, code: string): void {
  if (code !== 'ECONNRESET') socket.write(`HTTP/1.1 ${REFUSALS[code] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
}

/** Returns whether anybody took it. */
export function tellTimeout(server: Server, socket: HttpSocket, req: IncomingMessage | undefined, res: ServerResponse | undefined): boolean {
  const taken = [req !== undefined && !req.complete && req.emit('timeout', socket), res?.emit('timeout', socket) ?? false, server.emit('timeout', socket)];
  return taken.includes(true);
}

/** A request that was seen before its turn to be answered. */
export interface Ahead {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly exchange: number;
}

/** Requests that will not be answered, or have not come in full: their connection is gone. */
export function abandon(requests: readonly Ahead[]): void {
  for (const { req, res, exchange } of requests) {
    answering.delete(exchange);
    if (!res.writableFinished || req[kStreaming]) req.destroy(connectionReset('aborted'));
  }
  for (const [at, { res }] of requests.entries()) if (at > 0 || res.socket !== null) closeResponse(res);
}

/** @param count of the requests on its connection, this one included. */
export function announceRequest(server: Server, socket: HttpSocket, req: IncomingMessage, res: ServerResponse, count: number): void {
  const limit = server.maxRequestsPerSocket ?? 0;
  if (limit > 0) {
    res.maxRequestsOnConnectionReached = limit <= count;
    if (limit < count) {
      server.emit('dropRequest', req, socket);
      res.writeHead(503).end();
      return;
    }
  }
  const expect = rawHeader(req.rawHeaders, 'expect');
  if (expect === undefined) server.emit('request', req, res);
  else answerExpect(server, expect, req, res);
}

/** It has no body, and no header that speaks of one. */
export function isEmpty({ method, streaming, body, headers }: HttpRequestRecord): boolean {
  if (streaming || body !== undefined) return false;
  return method === 'HEAD' || (rawHeader(headers, 'content-length') === undefined && rawHeader(headers, 'transfer-encoding') === undefined);
}

/** A request whose body waits for a word, or that expects something else. */
function answerExpect(server: Server, expect: string, req: IncomingMessage, res: ServerResponse): void {
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

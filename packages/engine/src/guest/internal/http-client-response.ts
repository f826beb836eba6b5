import { Buffer } from '../node/buffer.ts';
import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import type { ClientRequest } from './http-client-request.ts';
import { joinHeaders, rawHeader } from './http-headers.ts';
import { IncomingMessage, setVersion } from './http-incoming.ts';
import type { HttpSocket } from './http-socket.ts';

/** The response that a record tells of. */
export function createResponse(request: ClientRequest, socket: HttpSocket, record: HttpResponseRecord): IncomingMessage {
  const res = new IncomingMessage(socket);
  res.statusCode = record.status;
  res.statusMessage = record.message;
  res.rawHeaders = record.headers;
  if (record.version !== undefined) setVersion(res, record.version);
  res.joinDuplicateHeaders = request.joinDuplicateHeaders;
  (res as unknown as { req: ClientRequest }).req = request;
  return res;
}

/** Whether the connection ends after it. */
export function isLast({ headers, version }: HttpResponseRecord): boolean {
  return /\bclose\b/i.test(rawHeader(headers, 'connection') ?? (version === undefined ? '' : 'close'));
}

/** Upgrade or CONNECT: the connection is the program's own from here on. Returns false when it wants none. */
export function handOver(request: ClientRequest, record: HttpResponseRecord, transport: HttpSocket): boolean {
  const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
  const socket = request.socket;
  if (socket === null) return false;
  if (request.listenerCount(event) === 0) {
    // It has an answer, if one that nobody can use: its end is no failure.
    request.res = createResponse(request, socket, record);
    request.res.complete = true;
    return false;
  }
  request.upgradeOrConnect = true;
  socket.emit('agentRemove');
  if (request.timeoutCb) {
    socket.removeListener('timeout', request.timeoutCb);
    socket.setTimeout(0);
  }
  transport.owner = null;
  const own = transport.detach();
  own._httpMessage = null;
  request.socket = own;
  const res = createResponse(request, own, record);
  res.upgrade = true;
  request.res = res;
  res.receiveEnd();
  request.emit(event, res, own, Buffer.from(record.upgraded ?? '', 'latin1'));
  return true;
}

/** A 1xx answer before the response. */
export function tellInterim(request: ClientRequest, { status, message, headers: rawHeaders, version = '1.1' }: HttpResponseRecord): void {
  if (status === 100) request.emit('continue');
  const [major, minor] = version.split('.').map(Number);
  request.emit('information', {
    statusCode: status,
    statusMessage: message,
    httpVersion: version,
    httpVersionMajor: major,
    httpVersionMinor: minor,
    headers: joinHeaders(rawHeaders, false),
    rawHeaders,
  });
}

/** On a connection: its timeout is that of the response, too. */
export function tellResponseTimeout(this: HttpSocket): void {
  (this._httpMessage as ClientRequest | null)?.res?.emit('timeout');
}

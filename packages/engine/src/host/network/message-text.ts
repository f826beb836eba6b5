import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import { headerValue } from './http-serializer.ts';
import type { OutgoingRequest } from './network.ts';

const CRLF = '\r\n';
const HEAD_END = '\r\n\r\n';

interface MessageText {
  readonly first: string;
  /** name, value, name, value. */
  readonly headers: string[];
  readonly body: string;
}

/** A message as it leaves the guest, see HttpSyscalls. Headers were checked there: no line holds a line end. */
function readMessage(text: string): MessageText {
  const end = text.indexOf(HEAD_END);
  const [first = '', ...lines] = text.slice(0, end).split(CRLF);
  const headers: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.push(line.slice(0, colon), line.slice(colon + 2));
  }
  return { first, headers, body: text.slice(end + HEAD_END.length) };
}

/** A head alone has no body, not an empty one. */
export function readResponse(text: string, isWhole: boolean): HttpResponseRecord {
  const { first, headers, body } = readMessage(text);
  const afterId = first.indexOf(' ');
  const afterStatus = first.indexOf(' ', afterId + 1);
  return {
    id: Number(first.slice(0, afterId)),
    status: Number(first.slice(afterId + 1, afterStatus)),
    message: first.slice(afterStatus + 1),
    headers,
    ...(isWhole && { body }),
  };
}

export function readRequest(text: string, streaming: boolean): OutgoingRequest {
  const { first, headers, body } = readMessage(text);
  const space = first.indexOf(' ');
  const connection = headerValue(headers, 'connection')?.toLowerCase();
  const close = connection === 'close';
  const method = first.slice(0, space);
  const upgrade = method === 'CONNECT' || (connection?.includes('upgrade') === true && headerValue(headers, 'upgrade') !== undefined);
  return {
    method,
    url: first.slice(space + 1),
    headers,
    ...(streaming ? { streaming } : body !== '' && { body }),
    ...(close && { close }),
    ...(upgrade && { upgrade }),
    ...(headerValue(headers, 'host') === undefined && { noHost: true }),
  };
}

import type { HttpResponseRecord } from '../../abi/syscalls.ts';
import { headerValue } from './http-serializer.ts';
import type { OutgoingRequest } from './connection.ts';
import type { MessageSize } from './parser-limits.ts';

const CRLF = '\r\n';
const HEAD_END = '\r\n\r\n';
const LENGTH_NAME = 'content-length'.length;

interface MessageText extends MessageSize {
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
  let lengths = 0;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon === LENGTH_NAME && /^content-length/i.test(line)) lengths++;
    headers.push(line.slice(0, colon), line.slice(colon + 2));
  }
  return { first, headers, body: text.slice(end + HEAD_END.length), headBytes: end, lengths };
}

/** A head alone has no body, not an empty one. */
export function readResponse(text: string, isWhole: boolean): { readonly record: HttpResponseRecord; readonly size: MessageSize } {
  const size = readMessage(text);
  const { first, headers, body } = size;
  const afterId = first.indexOf(' ');
  const afterStatus = first.indexOf(' ', afterId + 1);
  const record: HttpResponseRecord = {
    id: Number(first.slice(0, afterId)),
    status: Number(first.slice(afterId + 1, afterStatus)),
    message: first.slice(afterStatus + 1),
    headers,
    ...(isWhole && { body }),
  };
  return { record, size };
}

export function readRequest(text: string, streaming: boolean): { readonly record: OutgoingRequest; readonly size: MessageSize } {
  const size = readMessage(text);
  const { first, headers, body } = size;
  const space = first.indexOf(' ');
  const connection = headerValue(headers, 'connection')?.toLowerCase();
  const close = connection === 'close';
  const method = first.slice(0, space);
  const upgrade = method === 'CONNECT' || (connection?.includes('upgrade') === true && headerValue(headers, 'upgrade') !== undefined);
  const record: OutgoingRequest = {
    method,
    url: first.slice(space + 1),
    headers,
    ...(streaming ? { streaming } : body !== '' && { body }),
    ...(close && { close }),
    ...(upgrade && { upgrade }),
    ...(headerValue(headers, 'host') === undefined && { noHost: true }),
  };
  return { record, size };
}

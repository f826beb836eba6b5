import { Buffer } from '../node/buffer.ts';
import type { RequestOptions } from './http-client-options.ts';
import type { ClientRequest } from './http-client-request.ts';
import { invalidArgType } from './errors.ts';
import { createHead, type GivenHeaders, pairsOf } from './http-head-record.ts';
import { kHead } from './http-header-store.ts';
import type { HeaderValue } from './http-headers.ts';

/** Headers that a request starts with: the program's, and those that Node adds. */
export function setRequestHeaders(request: ClientRequest, options: RequestOptions, port: number): void {
  const { headers } = options;
  if (options.setDefaultHeaders === false) {
    request._removedConnection = true;
    request._removedContLen = true;
    request._removedTE = true;
  }
  if (Array.isArray(headers)) {
    // A list goes out as it is, and nothing is added.
    assertHostHeader(pairsOf(headers as GivenHeaders).find(([name]) => name.toLowerCase() === 'host')?.[1]);
    request[kHead] = createHead(request, null, headers as GivenHeaders);
    return;
  }
  if (headers) for (const [name, value] of Object.entries(headers as Record<string, HeaderValue>)) request.setHeader(name, value);
  assertHostHeader(request.getHeader('host'));
  const setHost = options.setHost ?? options.setDefaultHeaders !== false;
  if (setHost && !request.hasHeader('host')) {
    const name = request.host.includes(':') && !request.host.startsWith('[') ? `[${request.host}]` : request.host;
    request.setHeader('Host', port === (options.defaultPort ?? request.agent?.defaultPort ?? 80) ? name : `${name}:${port}`);
  }
  if (options.auth && !request.hasHeader('authorization')) {
    request.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
  }
  if (!request.hasHeader('expect')) return;
  // The body waits for an answer to the head.
  request._implicitHeader();
  request.startHead();
}

function assertHostHeader(host: HeaderValue | undefined): void {
  if (Array.isArray(host)) throw invalidArgType('options.headers.host', 'of type string', host);
}

import type { Computer } from '@unhandled/lab';

interface FetchOptions {
  readonly method?: string;
  readonly headers?: Headers | Record<string, string>;
  readonly body?: string;
}

interface FetchResult {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
  readonly url: string;
}

/** Reason phrases that a reader of `curl -i` looks for; HTTP does without. */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** One request of the shell's, on the lab's own network: nothing else is reached from here. @throws as a connection that fails. */
export async function fetchFrom(computer: Computer, url: string, { method = 'GET', headers = {}, body }: FetchOptions = {}): Promise<FetchResult> {
  const { hostname, port, pathname, search } = new URL(url);
  if (hostname !== 'localhost' && hostname !== '127.0.0.1')
    throw new Error(`Could not resolve host: ${hostname}. This shell reaches localhost only: nothing leaves the page`);
  const record = await computer.request(Number(port || 80), {
    method,
    path: pathname + search,
    headers: Object.fromEntries(headers instanceof Headers ? headers.entries() : Object.entries(headers)),
    ...(body !== undefined && { body }),
  });
  if (record.kind !== 'response') {
    if (record.kind === 'error' && record.code === 'ECONNREFUSED') throw new Error(`Failed to connect to ${hostname} port ${port || 80}: Connection refused`);
    throw new Error(record.kind === 'error' ? `Recv failure: ${record.code}` : 'Operation timed out: no answer');
  }
  return { status: record.status, statusText: REASONS[record.status] ?? '', headers: { ...record.headers }, body: new TextEncoder().encode(record.body), url };
}

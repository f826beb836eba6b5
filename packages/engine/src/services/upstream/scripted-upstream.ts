import type { Service, ServiceConnection, ServiceHost, ServiceSession } from '../../host/network/service.ts';

/** How an upstream behaves, from the next request on. */
export type UpstreamBehaviour =
  | {
      readonly kind: 'answer';
      /** Default 200. */
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      /** ms of the machine's time before the first byte. */
      readonly afterMs?: number;
    }
  /** Sends the head and so many bytes of the body, then breaks the connection. */
  | { readonly kind: 'reset-mid-body'; readonly body: string; readonly afterBytes: number; readonly afterMs?: number }
  /** Sends the head and so many bytes of the body, and never the rest. */
  | { readonly kind: 'stall-mid-body'; readonly body: string; readonly afterBytes: number }
  /** Breaks the connection instead of answering. */
  | { readonly kind: 'reset'; readonly afterMs?: number }
  /** Accepts, reads and never answers. */
  | { readonly kind: 'hang' };

const encoder = new TextEncoder();
const decoder = new TextDecoder('latin1');

/** An HTTP server whose behaviour is set from outside: what a program depends on, in good and bad weather. */
export class ScriptedUpstream implements Service {
  behaviour: UpstreamBehaviour;
  /** Request lines in the order in which they came. */
  readonly requests: string[] = [];
  readonly #once: UpstreamBehaviour[] = [];

  constructor(behaviour: UpstreamBehaviour = { kind: 'answer' }) {
    this.behaviour = behaviour;
  }

  /** The next requests behave like this, one after another; those after them as {@link behaviour} says. */
  next(...behaviours: readonly UpstreamBehaviour[]): void {
    this.#once.push(...behaviours);
  }

  accept(connection: ServiceConnection, host: ServiceHost): ServiceSession {
    let received = '';
    const cancels = new Set<() => void>();
    const later = (ms: number, run: () => void): void => {
      if (ms <= 0) return run();
      const cancel = host.after(ms, () => {
        cancels.delete(cancel);
        run();
      });
      cancels.add(cancel);
    };
    return {
      data: (bytes) => {
        received += decoder.decode(bytes);
        for (let length = requestLength(received); length > 0; length = requestLength(received)) {
          this.requests.push(received.slice(0, received.indexOf('\r\n')));
          received = received.slice(length);
          answer(this.#once.shift() ?? this.behaviour, connection, later);
        }
      },
      end: () => {
        for (const cancel of cancels) cancel();
        connection.close();
      },
    };
  }
}

/** Characters that the first request takes, its body included; 0 while it is not complete. */
function requestLength(text: string): number {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return 0;
  const bodyStart = headEnd + 4;
  const head = text.slice(0, headEnd);
  if (/^transfer-encoding:.*chunked/im.test(head)) {
    const end = text.indexOf('0\r\n\r\n', bodyStart);
    return end < 0 ? 0 : end + 5;
  }
  const length = bodyStart + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return text.length < length ? 0 : length;
}

function answer(behaviour: UpstreamBehaviour, connection: ServiceConnection, later: (ms: number, run: () => void) => void): void {
  switch (behaviour.kind) {
    case 'hang':
      return;
    case 'reset':
      return later(behaviour.afterMs ?? 0, () => connection.reset());
    case 'answer':
      return later(behaviour.afterMs ?? 0, () =>
        connection.write(encoder.encode(head(behaviour.status ?? 200, behaviour.headers ?? {}, behaviour.body ?? '') + (behaviour.body ?? ''))),
      );
    case 'stall-mid-body':
    case 'reset-mid-body':
      connection.write(encoder.encode(head(200, {}, behaviour.body)));
      connection.write(encoder.encode(behaviour.body).subarray(0, behaviour.afterBytes));
      // The client reads what came first: a reset in the same instant would take it away again.
      if (behaviour.kind === 'reset-mid-body') later(behaviour.afterMs ?? 1, () => connection.reset());
  }
}

function head(status: number, headers: Readonly<Record<string, string>>, body: string): string {
  const all = { 'content-type': 'text/plain', ...headers, 'content-length': String(encoder.encode(body).length) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} ${REASONS[status] ?? 'Unknown'}\r\n${lines.join('\r\n')}\r\n\r\n`;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  400: 'Bad Request',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

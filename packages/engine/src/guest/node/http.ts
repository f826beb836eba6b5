import { callableClass } from '../internal/callable-class.ts';
import { Agent, globalAgent } from '../internal/http-agent.ts';
import { ClientRequest } from '../internal/http-client-request.ts';
import type { RequestArgs } from '../internal/http-client-options.ts';
import { validateHeaderName, validateHeaderValue } from '../internal/http-headers.ts';
import { parsers } from '../internal/http-limits.ts';
import { IncomingMessage } from '../internal/http-incoming.ts';
import { OutgoingMessage } from '../internal/http-outgoing.ts';
import { ServerResponse } from '../internal/http-response.ts';
import { Server } from '../internal/http-server.ts';
import { assertInteger } from '../internal/validate.ts';
import { METHODS, STATUS_CODES } from '../internal/http-status.ts';

function createServer(...args: ConstructorParameters<typeof Server>): Server {
  return new Server(...args);
}

function request(...args: RequestArgs): ClientRequest {
  return new ClientRequest(...args);
}

function get(...args: RequestArgs): ClientRequest {
  return request(...args).end();
}

export default {
  METHODS,
  STATUS_CODES,
  Agent: callableClass(Agent),
  ClientRequest: callableClass(ClientRequest),
  IncomingMessage: callableClass(IncomingMessage),
  OutgoingMessage: callableClass(OutgoingMessage),
  Server: callableClass(Server),
  ServerResponse: callableClass(ServerResponse),
  createServer,
  validateHeaderName,
  validateHeaderValue,
  get,
  request,
  maxHeaderSize: 16_384,
  get globalAgent() {
    return globalAgent.current;
  },
  set globalAgent(agent) {
    globalAgent.current = agent;
  },
  setMaxIdleHTTPParsers(max: unknown): void {
    assertInteger(max, 'max', 1);
    parsers.max = max;
  },
};

import { Agent, globalAgent } from '../internal/http-agent.ts';
import { ClientRequest } from '../internal/http-client.ts';
import { METHODS, STATUS_CODES, validateHeaderName, validateHeaderValue } from '../internal/http-headers.ts';
import { IncomingMessage } from '../internal/http-incoming.ts';
import { OutgoingMessage, ServerResponse } from '../internal/http-response.ts';
import { Server } from '../internal/http-server.ts';

const createServer = (options?: any, listener?: any) => new Server(options, listener);
const request = (input: any, options?: any, callback?: any) => new (ClientRequest as any)(input, options, callback);
const get = (input: any, options?: any, callback?: any) => request(input, options, callback).end();

export default {
  createServer,
  request,
  get,
  Server,
  Agent,
  globalAgent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  ServerResponse,
  METHODS,
  STATUS_CODES,
  validateHeaderName,
  validateHeaderValue,
  maxHeaderSize: 16_384,
  setMaxIdleHTTPParsers: () => undefined,
};

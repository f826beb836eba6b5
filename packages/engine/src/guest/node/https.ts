import { Agent as HttpAgent } from '../internal/http-agent.ts';
import { unavailable } from '../internal/errors.ts';

function refuse(what: string): never {
  throw unavailable(`https.${what}`);
}

class Agent extends HttpAgent {
  override defaultPort = 443;
  override protocol = 'https:';
  override addRequest(): never {
    return refuse('request');
  }
}

class Server {
  constructor() {
    refuse('Server');
  }
}

// It can be imported, as clients do who only may need it: there is no TLS behind it.
export default {
  Agent,
  globalAgent: new Agent({ keepAlive: true }),
  Server,
  createServer: () => refuse('createServer'),
  request: () => refuse('request'),
  get: () => refuse('get'),
};

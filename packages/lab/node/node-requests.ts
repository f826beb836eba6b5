import { Agent, type IncomingMessage, request as openRequest } from 'node:http';
import type { RequestSpec, ResponseRecord } from '../src/sandbox.ts';

/** A client hangs up so long after its request went out: the server has read it by then, as on the engine. */
const HANG_UP_MS = 5;

/** A connection that is kept open from request to request, as a client's is. */
export function openLane(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 });
}

/** Sends one request over real loopback. Never rejects: a failure is a record. */
export function sendRequest(lane: Agent, port: number, spec: RequestSpec, timeoutMs: number): Promise<ResponseRecord> {
  const { method, path, headers = {}, body, abort } = spec;
  const startedMs = performance.now();
  const ms = () => performance.now() - startedMs;
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    // One that hangs up takes its connection with it, so it gets one of its own.
    const outgoing = openRequest({ host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, agent: abort === undefined ? lane : false });
    const done = (record: ResponseRecord) => {
      clearTimeout(timer);
      resolve(record);
    };
    const hangUp = () => {
      outgoing.destroy();
      outgoing.once('close', () => done({ kind: 'aborted', ms: ms() }));
    };
    const timer = setTimeout(() => {
      outgoing.destroy();
      done({ kind: 'timeout', ms: ms() });
    }, timeoutMs);
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (abort === undefined) done({ kind: 'error', code: error.code ?? 'ECONNRESET', ms: ms() });
      else done({ kind: 'aborted', ms: ms() });
    });
    outgoing.on('response', (incoming) => {
      if (abort?.when === 'mid-response') readUntil(incoming, abort.afterBytes, hangUp);
      else void readWhole(incoming, ms).then(done);
    });
    if (abort?.when === 'mid-upload') {
      outgoing.write((body ?? '').slice(0, (body ?? '').length >> 1), () => setTimeout(hangUp, HANG_UP_MS));
      return;
    }
    outgoing.end(body, () => {
      if (abort?.when === 'before-response') setTimeout(hangUp, HANG_UP_MS);
    });
  });
}

function readUntil(incoming: IncomingMessage, bytes: number, reached: () => void): void {
  let left = bytes;
  incoming.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left <= 0) reached();
  });
  incoming.on('end', reached);
}

async function readWhole(incoming: IncomingMessage, ms: () => number): Promise<ResponseRecord> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
  } catch {
    // 'aborted': the server broke off.
    return { kind: 'error', code: 'ECONNRESET', begun: { status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }, ms: ms() };
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  return { kind: 'response', status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString('utf8'), ms: ms() };
}

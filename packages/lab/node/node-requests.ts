import { Agent, type IncomingMessage, request as openRequest } from 'node:http';
import type { RequestSpec, ResponseRecord } from '../src/sandbox.ts';
import type { RequestClock } from './request-clock.ts';

/** A connection that is kept open from request to request, as a client's is. */
export function openLane(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 });
}

/** Sends one request over real loopback. Never rejects: a failure is a record. */
export function sendRequest(lane: Agent, port: number, spec: RequestSpec, timeoutMs: number, clock: RequestClock): Promise<ResponseRecord> {
  const { method, path, headers = {}, body, abort } = spec;
  const startedMs = clock.nowMs;
  const ms = () => clock.nowMs - startedMs;
  clock.stir();
  return new Promise((resolve) => {
    const length = body === undefined || hasLength(headers) ? {} : { 'content-length': Buffer.byteLength(body) };
    // One that hangs up takes its connection with it, so it gets one of its own.
    const outgoing = openRequest({ host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, agent: abort === undefined ? lane : false });
    const done = (record: ResponseRecord) => {
      clock.stir();
      giveUpNot();
      resolve(record);
    };
    const hangUp = () => {
      outgoing.destroy();
      outgoing.once('close', () => done({ kind: 'aborted', ms: ms() }));
    };
    const giveUpNot = clock.after(timeoutMs, () => {
      outgoing.destroy();
      done({ kind: 'timeout', ms: ms() });
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (abort === undefined) done({ kind: 'error', code: error.code ?? 'ECONNRESET', ms: ms() });
      else done({ kind: 'aborted', ms: ms() });
    });
    const stir = () => clock.stir();
    outgoing.on('socket', (socket) => {
      // One that is used again is watched already.
      if (!socket.connecting) return;
      clock.watch(socket);
      socket.once('connect', stir);
    });
    outgoing.on('finish', stir);
    outgoing.on('response', (incoming) => {
      stir();
      if (abort?.when === 'mid-response') readUntil(incoming, abort.afterBytes, hangUp);
      else void readWhole(incoming, stir, ms).then(done);
    });
    if (abort?.when === 'mid-upload') {
      // When the server waits for the other half.
      outgoing.write((body ?? '').slice(0, (body ?? '').length >> 1), () => clock.after(clock.hangUpMs, hangUp));
      return;
    }
    outgoing.end(body, () => {
      // Where time can wait, the request and the end of its connection lie before the server together, as on the engine.
      if (abort?.when !== 'before-response') return;
      if (clock.hangUpMs === 0) hangUp();
      else clock.after(clock.hangUpMs, hangUp);
    });
  });
}

/** Whether a request says itself where its body ends. */
function hasLength(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => /^(?:content-length|transfer-encoding)$/i.test(name));
}

function readUntil(incoming: IncomingMessage, bytes: number, reached: () => void): void {
  let left = bytes;
  incoming.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left <= 0) reached();
  });
  incoming.on('end', reached);
}

async function readWhole(incoming: IncomingMessage, stir: () => void, ms: () => number): Promise<ResponseRecord> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) {
      stir();
      chunks.push(chunk as Buffer);
    }
  } catch {
    // 'aborted': the server broke off.
    return { kind: 'error', code: 'ECONNRESET', begun: { status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }, ms: ms() };
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  return { kind: 'response', status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString('utf8'), ms: ms() };
}

import { Agent, request as openRequest } from 'node:http';
import timers from 'node:timers';
import { type Answer, differenceOf, expectedText, type LeakRequest } from './request.ts';

// Taken before anybody replaces them: a check must go on under a test runner's fake timers, and not count its own.
const { setTimeout, clearTimeout } = timers;

/** Requests of one batch that may be sent once more. */
const MOST_LATE = 8;

export interface SendOptions {
  readonly host: string;
  readonly port: number;
  /** Clients at once, each with a connection of its own. */
  readonly concurrency: number;
  /** A request that has no answer by then never gets one. */
  readonly answerMs: number;
}

/** How a batch went: all as expected, or the first answer that was not. */
export interface Sent {
  readonly answered: number;
  readonly wrong?: { readonly request: string; readonly expected: string; readonly got: string };
}

/** Sends requests as clients that keep their connections open; hangs up when all are done. Stops at the first wrong answer. */
export async function sendAll(requests: readonly LeakRequest[], { host, port, concurrency, answerMs }: SendOptions): Promise<Sent> {
  let next = 0;
  let answered = 0;
  let wrong: Sent['wrong'];
  let late = 0;
  /** A machine with other things to do answers late now and then, a pool that ran dry never: only the second silence counts. */
  const sendPatiently = async (lane: Agent, request: LeakRequest): Promise<Answer> => {
    const answer = await sendOne(lane, host, port, request, answerMs);
    if (answer.kind === 'answer' || !answer.again || request.hangUpAfterMs !== undefined || ++late > MOST_LATE) return answer;
    return sendOne(lane, host, port, request, answerMs);
  };
  const runLane = async () => {
    const lane = new Agent({ keepAlive: true, maxSockets: 1 });
    while (next < requests.length && wrong === undefined) {
      const request = requests[next++] as LeakRequest;
      const answer = await sendPatiently(lane, request);
      const got = request.hangUpAfterMs === undefined ? differenceOf(request, answer) : undefined;
      if (got === undefined) answered++;
      else wrong ??= { request: `${methodOf(request)} ${request.path}`, expected: expectedText(request), got };
    }
    lane.destroy();
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, requests.length) }, runLane));
  return { answered, ...(wrong && { wrong }) };
}

function sendOne(lane: Agent, host: string, port: number, request: LeakRequest, answerMs: number): Promise<Answer> {
  const { path, headers = {}, hangUpAfterMs } = request;
  const { bytes, type } = bodyOf(request.body);
  const described = { ...(bytes && { 'content-length': String(bytes.length) }), ...(type && { 'content-type': type }), ...headers };
  return new Promise((resolve) => {
    // One that hangs up takes its connection with it, so it gets one of its own.
    const agent = hangUpAfterMs === undefined ? lane : false;
    const outgoing = openRequest({ host, port, method: methodOf(request), path, headers: described, agent });
    const done = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    const limitMs = hangUpAfterMs ?? answerMs;
    const timer = setTimeout(() => {
      done({ kind: 'none', why: `no answer in ${limitMs} ms`, again: true });
      outgoing.destroy();
    }, limitMs);
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server closes a connection that was idle for its keepAliveTimeout: a request may just have been on its way.
      done({ kind: 'none', why: `the connection broke (${error.code ?? error.message})`, again: outgoing.reusedSocket });
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', () => done({ kind: 'none', why: `the answer broke off after status ${incoming.statusCode}`, again: false }));
      incoming.on('end', () => done({ kind: 'answer', status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    outgoing.end(bytes);
  });
}

function methodOf({ method, body }: LeakRequest): string {
  return method ?? (body === undefined ? 'GET' : 'POST');
}

function bodyOf(body: unknown): { readonly bytes?: Uint8Array; readonly type?: string } {
  if (body === undefined) return {};
  if (body instanceof Uint8Array) return { bytes: body };
  if (typeof body === 'string') return { bytes: Buffer.from(body) };
  return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json' };
}

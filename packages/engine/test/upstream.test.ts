import { expect, test } from 'vitest';
import { ScriptedUpstream, type UpstreamBehaviour } from '../src/index.ts';
import { linesWith } from './run-with-services.ts';

/** What fetch sees of an upstream that behaves like this, with a deadline of 500 ms. */
async function seen(...behaviours: UpstreamBehaviour[]): Promise<string[]> {
  const upstream = new ScriptedUpstream();
  upstream.next(...behaviours);
  const source = `for (let left = ${behaviours.length}; left > 0; left--) {
    const began = performance.now();
    const took = () => Math.round(performance.now() - began);
    try {
      const response = await fetch('http://payments.internal:8080/charge', { signal: AbortSignal.timeout(500) });
      console.log(response.status, await response.text(), took());
    } catch (error) { console.log(error.name, error.cause?.code ?? '-', took()); }
  }`;
  const lines = await linesWith([], source, (machine) => void machine.serve({ host: 'payments.internal', port: 8080 }, upstream));
  expect(upstream.requests).toEqual(behaviours.map(() => 'GET /charge HTTP/1.1'));
  return lines;
}

test('an upstream at a host name answers, slowly or with an error', async () => {
  const lines = await seen({ kind: 'answer', body: 'paid' }, { kind: 'answer', status: 500, body: 'no' }, { kind: 'answer', body: 'late', afterMs: 300 });
  expect(lines).toEqual(['200 paid 0', '500 no 0', '200 late 300']);
});

test('an upstream that never answers runs into the deadline of its client', async () => {
  expect(await seen({ kind: 'hang' }, { kind: 'stall-mid-body', body: 'half of it', afterBytes: 4 })).toEqual(['TimeoutError - 500', 'TimeoutError - 500']);
});

test('an upstream that breaks the connection, before or in the body', async () => {
  const lines = await seen({ kind: 'reset' }, { kind: 'reset-mid-body', body: 'half of it', afterBytes: 4 });
  expect(lines[0]).toBe('TypeError ECONNRESET 0');
  expect(lines[1]).toMatch(/^TypeError (ECONNRESET|UND_ERR_SOCKET) 1$/);
});

test('a host that nobody set up is not found, its ports but one refuse', async () => {
  const lines = await linesWith(
    [],
    `for (const url of ['http://other.internal/', 'http://payments.internal:8081/']) await fetch(url).catch((error) => console.log(error.cause.code));`,
    (machine) => void machine.serve({ host: 'payments.internal', port: 80 }, new ScriptedUpstream()),
  );
  expect(lines).toEqual(['ENOTFOUND', 'ECONNREFUSED']);
});

test('a service that is down for a while refuses, then is back', async () => {
  const lines = await linesWith(
    [],
    `const ask = () => fetch('http://localhost:7000/').then(async (response) => console.log(response.status, await response.text()), (error) => console.log(error.cause.code));
    await ask(); await new Promise((resolve) => setTimeout(resolve, 100)); await ask(); await new Promise((resolve) => setTimeout(resolve, 500)); await ask();`,
    (machine) => {
      const served = machine.serve(7000, new ScriptedUpstream({ kind: 'answer', body: 'up' }));
      machine.after(50, () => served.down(400));
    },
  );
  expect(lines).toEqual(['200 up', 'ECONNREFUSED', '200 up']);
});

test('the wall clock can be set, which timers do not see', async () => {
  const lines = await linesWith(
    [],
    `const [wall, steady] = [Date.now(), performance.now()]; await new Promise((resolve) => setTimeout(resolve, 100)); console.log(Date.now() - wall, Math.round(performance.now() - steady));`,
    (machine) => machine.after(50, () => machine.clock.skew(-3_600_000)),
  );
  expect(lines).toEqual(['-3599900 100']);
});

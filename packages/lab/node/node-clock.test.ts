import { once } from 'node:events';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { Idleness } from '../inside/messages.ts';
import { type ClockedProcess, NodeClock } from './node-clock.ts';

const IDLE: Idleness = { idle: true, dueInMs: 1_000, traffic: { connecting: 0, digest: 0 }, accepted: [] };

/** A process that is idle as often as it is asked, and says each time what `answers` has next. */
function processOf(...answers: readonly Partial<Idleness>[]): ClockedProcess & { asked: number } {
  return {
    asked: 0,
    async idle() {
      return { ...IDLE, ...answers[Math.min(this.asked++, answers.length - 1)] };
    },
    advance() {},
  };
}

/** A connection that is neither made nor refused yet. */
function connecting(port: number): Socket {
  const socket = new Socket();
  return Object.defineProperties(socket, { connecting: { value: true, writable: true }, localPort: { value: port } });
}

/** A clock with one process, and a connection that it watches. */
function watching(port: number, ...answers: readonly Partial<Idleness>[]) {
  const clock = new NodeClock();
  const process = processOf(...answers);
  clock.join(process);
  const socket = connecting(port);
  clock.watch(socket);
  return { clock, process, socket };
}

function made(socket: Socket): void {
  Object.assign(socket, { connecting: false });
  socket.emit('connect');
}

/** How often a process was asked before time moved. */
async function askedBeforeTimeMoved(clock: NodeClock, process: { readonly asked: number }): Promise<number> {
  let asked = 0;
  await clock.until(
    new Promise((resolve) => {
      clock.join({
        idle: async () => IDLE,
        advance() {
          asked = process.asked;
          resolve(undefined);
        },
      });
    }),
  );
  return asked;
}

test('time stands still while a connection is neither made nor refused', async () => {
  const { clock, process, socket } = watching(40_001, IDLE);
  const waits = clock.settle();
  while (process.asked < 5) await new Promise((resolve) => setImmediate(resolve));
  expect(await Promise.race([waits.then(() => 'quiet'), 'not quiet'])).toBe('not quiet');
  socket.destroy();
  await once(socket, 'close');
  await waits;
  expect(clock.nowMs).toBe(0);
});

test('a connection that is hung up at once is in flight until the process has taken it', async () => {
  const { clock, process, socket } = watching(40_002, {}, {}, {}, { accepted: [40_002] });
  made(socket);
  socket.destroy();
  await once(socket, 'close');
  expect(await askedBeforeTimeMoved(clock, process)).toBe(4);
});

test('a connection that the other side has ended is in flight no more', async () => {
  const { clock, process, socket } = watching(40_003, IDLE);
  made(socket);
  socket.emit('end');
  socket.destroy();
  await once(socket, 'close');
  expect(await askedBeforeTimeMoved(clock, process)).toBe(1);
});

test('settle() inside of until() resolves before time moves', async () => {
  const clock = new NodeClock();
  clock.join(processOf(IDLE));
  let settledAtMs: number | undefined;
  await clock.until(
    (async () => {
      await clock.settle();
      settledAtMs = clock.nowMs;
      await new Promise<void>((resolve) => clock.after(10, resolve));
    })(),
  );
  expect(settledAtMs).toBe(0);
  expect(clock.nowMs).toBe(10);
});

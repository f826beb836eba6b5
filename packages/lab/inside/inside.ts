// Preloaded into the process of a lab (`node --expose-internals --import inside.ts`), after leakcheck's agent: the part
// of a lab's world that only the process itself can change. Its time, the names it knows, what its disk refuses.
import { stat } from 'node:fs';
import '../../leakcheck/agent/agent.ts';
import { FileFaults } from './file-faults.ts';
import { whenIdle } from './idle.ts';
import { type Idleness, type InsideQuestion, PORTS_VARIABLE } from './messages.ts';
import { MovedClock } from './moved-clock.ts';
import { mapNames } from './names.ts';
import { trafficOfProcess } from './traffic.ts';

const clock = new MovedClock();
const faults = new FileFaults();
const traffic = trafficOfProcess();
mapNames(JSON.parse(process.env[PORTS_VARIABLE] ?? '{}') as Record<string, number>);
faults.install();
clock.install();
// The thread pool takes its size from the environment when it is first used.
stat('/', () => undefined);
for (const name of [PORTS_VARIABLE, 'UV_THREADPOOL_SIZE', 'LEAKCHECK_AGENT']) delete process.env[name];

async function answer(question: InsideQuestion): Promise<unknown> {
  switch (question.ask) {
    case 'idle': {
      const idle = await whenIdle(() => clock.dueInMs === 0);
      const { dueInMs } = clock;
      return { idle, traffic: traffic.count(), accepted: traffic.accepted(), ...(dueInMs !== undefined && { dueInMs }) } satisfies Idleness;
    }
    case 'advance':
      return clock.advance(question.byMs);
    case 'fail':
      return faults.add(question.number, question.fault);
    case 'mend':
      return faults.remove(question.number);
    case 'skew':
      return clock.skew(question.byMs);
  }
}

process.on('message', async (message: { readonly number: number; readonly inside?: InsideQuestion }) => {
  if (message.inside === undefined) return;
  let reply: unknown;
  try {
    reply = { number: message.number, answer: await answer(message.inside) };
  } catch (error) {
    reply = { number: message.number, error: String(error) };
  }
  process.send?.(reply, undefined, undefined, () => undefined);
});
// The channel must not keep a program alive that has ended.
process.channel?.unref();
// Whoever started it is gone: nobody would end it.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));

// What every peer is given: the server, here in the process, and the same requests. What is open afterwards is the server's.
import { Agent, createServer, request as openRequest } from 'node:http';

const ANSWER_MS = 5_000;

/** Starts one of the servers. `control` does nothing: what a tool lists for it, it lists for every program. */
export async function startService(name) {
  const { createService } = name === 'control' ? await import('./control.mjs') : await import(`../servers/${name}.mjs`);
  const { handler, request, close } = await createService();
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  let sent = 0;
  return {
    /** Resolves with false when a request had no answer: a test that sends it fails by itself, whatever the tool says. */
    async send(count) {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const until = sent + count;
      let answered = true;
      while (answered && sent < until) {
        const next = request(sent++);
        // Twice, as leakcheck does: a busy machine may be late once.
        answered = (await sendOne(agent, server.address().port, next)) || (await sendOne(agent, server.address().port, next));
      }
      agent.destroy();
      return answered;
    },
    /** As after a test: the server and what it knows of are closed. */
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await close();
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
  };
}

function sendOne(agent, port, { path, headers }) {
  return new Promise((resolve) => {
    const outgoing = openRequest({ host: '127.0.0.1', port, path, headers, agent }, (incoming) => {
      incoming.resume();
      incoming.once('end', () => done(true));
    });
    const limit = setTimeout(() => {
      outgoing.destroy();
      done(false);
    }, ANSWER_MS);
    const done = (answered) => {
      clearTimeout(limit);
      resolve(answered);
    };
    outgoing.once('error', () => done(false));
    outgoing.end();
  });
}

// A program of bench/programs on this Node, asked over loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What every program must answer, with status 200. */
export const BODY = '{"hello":"world"}';

export interface NativeServer {
  /** Requests a second over `count` requests with `atOnce` of them under way, on kept connections. @throws for any other answer. */
  serve(count: number, atOnce: number): Promise<number>;
  stop(): Promise<void>;
}

export async function startNative(name: string): Promise<NativeServer> {
  const port = await freePort();
  const program = fileURLToPath(new URL(`./programs/${name}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`Native ${name} ended with exit code ${code} before it listened`))),
  ]);
  const one = (agent: Agent) =>
    new Promise<void>((resolve, reject) => {
      get({ port, agent, path: '/' }, (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => {
          if (response.statusCode === 200 && body === BODY) resolve();
          else reject(new Error(`Native ${name} answered ${response.statusCode} ${body}`));
        });
      }).on('error', reject);
    });
  return {
    async serve(count, atOnce) {
      // Exactly as many connections as requests under way: the engine's client has one, too.
      const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
      let left = count;
      const lane = async () => {
        while (left-- > 0) await one(agent);
      };
      const start = performance.now();
      await Promise.all(Array.from({ length: atOnce }, lane));
      const seconds = (performance.now() - start) / 1000;
      agent.destroy();
      return count / seconds;
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** A port that nobody listened on a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

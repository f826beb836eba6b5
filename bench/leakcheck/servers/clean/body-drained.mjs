import { Agent, get } from 'node:http';

const PORT = Number(process.env.UPSTREAM_PORT);

export async function createService() {
  const agent = new Agent({ keepAlive: true });
  return {
    request: () => ({ path: '/rate', expect: 503 }),
    handler(_request, response) {
      get({ host: '127.0.0.1', port: PORT, path: '/error', agent }, (answer) => {
        if (answer.statusCode === 200) return answer.pipe(response);
        answer.resume();
        response.writeHead(503).end('no rate');
      });
    },
    async close() {
      agent.destroy();
    },
  };
}

const MOST = 1000;

export async function createService() {
  const seen = new Map();
  return {
    request: (n) => ({ path: `/webhook/${n}`, expect: 409 }),
    handler(request, response) {
      if (seen.size >= MOST) seen.clear();
      seen.set(request.url, { path: request.url, body: new Array(64).fill(seen.size) });
      response.writeHead(409).end('seen');
    },
    async close() {},
  };
}

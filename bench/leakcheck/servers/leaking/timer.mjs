export async function createService() {
  return {
    request: (n) => ({ path: `/orders/${n}`, expect: 422 }),
    handler(_request, response) {
      const limit = setTimeout(() => response.writeHead(504).end(), 900_000);
      // Refused before any work: the limit runs on.
      setImmediate(() => {
        if (response.req.method === 'GET') return response.writeHead(422).end('an order needs a body');
        clearTimeout(limit);
        response.end('ok');
      });
    },
    async close() {},
  };
}

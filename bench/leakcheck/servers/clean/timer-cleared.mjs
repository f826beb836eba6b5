export async function createService() {
  return {
    request: (n) => ({ path: `/orders/${n}`, expect: 422 }),
    handler(_request, response) {
      const limit = setTimeout(() => response.writeHead(504).end(), 900_000);
      setImmediate(() => {
        clearTimeout(limit);
        response.writeHead(422).end('an order needs a body');
      });
    },
    async close() {},
  };
}

export async function createService() {
  const retries = [];
  return {
    request: (n) => ({ path: `/mail/${n}`, expect: 503 }),
    handler(_request, response) {
      const attempt = retries.length;
      // To be sent when the mail server is back. Nobody ever looks.
      retries.push(() => attempt + 1);
      response.writeHead(503).end('later');
    },
    async close() {},
  };
}

export async function createService() {
  const refusals = [];
  return {
    request: (n) => ({ path: `/pay/${n}`, expect: 402 }),
    handler(request, response) {
      refusals.push({ path: request.url, trace: new Array(128).fill(refusals.length) });
      response.writeHead(402).end('declined');
    },
    async close() {},
  };
}

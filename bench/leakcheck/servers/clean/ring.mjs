export async function createService() {
  const refusals = new Array(500);
  let next = 0;
  return {
    request: (n) => ({ path: `/pay/${n}`, expect: 402 }),
    handler(request, response) {
      refusals[next++ % refusals.length] = { path: request.url, trace: new Array(128).fill(next) };
      response.writeHead(402).end('declined');
    },
    async close() {},
  };
}

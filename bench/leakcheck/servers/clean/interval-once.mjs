export async function createService() {
  let refused = 0;
  const beat = setInterval(() => (refused = 0), 50).unref();
  return {
    request: (n) => ({ path: `/watch/${n}`, expect: 410 }),
    handler(_request, response) {
      refused++;
      response.writeHead(410).end(String(refused > 0));
    },
    async close() {
      clearInterval(beat);
    },
  };
}

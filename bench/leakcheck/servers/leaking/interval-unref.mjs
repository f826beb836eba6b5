export async function createService() {
  return {
    request: (n) => ({ path: `/watch/${n}`, expect: 410 }),
    handler(request, response) {
      const beat = setInterval(() => response.write('.'), 60_000).unref();
      if (request.url.startsWith('/watch/')) return response.writeHead(410).end('gone');
      response.once('close', () => clearInterval(beat));
    },
    async close() {},
  };
}

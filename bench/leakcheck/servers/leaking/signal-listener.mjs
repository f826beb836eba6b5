export async function createService() {
  const shutdown = new AbortController();
  return {
    request: (n) => ({ path: `/jobs/${n}`, expect: 409 }),
    handler(request, response) {
      const number = request.url;
      // For the service's whole life: { once: true } does not help, it never fires.
      shutdown.signal.addEventListener('abort', () => console.error(`dropped ${number}`), { once: true });
      response.writeHead(409).end('twice');
    },
    async close() {
      shutdown.abort();
    },
  };
}

const MOST = 1000;

export async function createService() {
  const attempts = new Map();
  return {
    request: (n) => ({ path: '/login', headers: { 'x-forwarded-for': `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}` }, expect: 401 }),
    handler(request, response) {
      const address = request.headers['x-forwarded-for'];
      const seen = attempts.get(address) ?? { address, count: 0, lastPath: request.url, blockedUntil: 0 };
      seen.count++;
      attempts.set(address, seen);
      if (attempts.size > MOST) attempts.delete(attempts.keys().next().value);
      response.writeHead(401).end('wrong password');
    },
    async close() {},
  };
}

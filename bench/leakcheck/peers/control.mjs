export async function createService() {
  return { request: () => ({ path: '/', expect: 200 }), handler: (_request, response) => response.end(), async close() {} };
}

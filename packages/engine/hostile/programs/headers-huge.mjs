// ends: exit 0 | stalled 137
import http from 'node:http';
const server = http.createServer((request, response) => response.end('ok'));
server.on('clientError', (error, socket) => { console.log(error.code); socket.destroy(); });
await new Promise((resolve) => server.listen(0, resolve));
const { port } = server.address();
const answer = (options) => new Promise((resolve) => {
  try {
    http.get({ port, ...options }, (response) => { response.resume(); response.on('end', () => resolve(response.statusCode)); }).on('error', (error) => resolve(error.code ?? error.name));
  } catch (error) {
    resolve(error.code ?? error.name);
  }
});
console.log(typeof (await answer({ headers: { big: 'x'.repeat(1e6) } })));
console.log(typeof (await answer({ headers: Object.fromEntries(Array.from({ length: 20000 }, (_, i) => [`h${i}`, '1'])) })));
console.log(await answer({ headers: { 'a b': '1' } }), await answer({ headers: { a: 'x\r\nInjected: 1' } }), await answer({ path: '/a b' }), await answer({ path: `/${'x'.repeat(100)}` }));
server.close();
server.closeAllConnections();
console.log('survived');

// With an uncaughtException listener the server lives on, and the request hangs.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});
const get = (port, options = {}) => new Promise((resolve, reject) => {
  http.get({ host: '127.0.0.1', port, agent: false, ...options }, (res) => {
    let text = '';
    res.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('end', () => resolve({ res, text }));
  }).on('error', reject);
});

process.on('uncaughtException', (error, origin) => console.log(origin, error.message));
const [server, port] = await serve((req, res) => { if (req.url === '/bad') throw new Error('thrown'); if (req.url === '/reject') { void Promise.reject(new Error('rejected')); return; } res.end('ok'); });
for (const path of ['/bad', '/reject']) {
  await new Promise((resolve) => { const req = http.get({ host: '127.0.0.1', port, path, agent: false, timeout: 40 }); req.on('timeout', () => { console.log(path, 'no answer'); req.destroy(); }); req.on('error', () => {}); req.on('close', resolve); });
}
console.log((await get(port)).text);
server.close();

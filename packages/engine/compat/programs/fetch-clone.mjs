// Copies of messages, forms that come back, methods and ports that fetch refuses.
import http from 'node:http';
import { once } from 'node:events';
const server = http.createServer(async (req, res) => { const pieces = []; for await (const piece of req) pieces.push(piece); res.writeHead(200, { 'content-type': req.headers['content-type'] ?? 'text/plain' }); res.write(Buffer.concat(pieces)); res.end(); });
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
const response = await fetch(base, { method: 'POST', body: 'twice' });
const copy = response.clone();
console.log(copy.status, copy.url === response.url, await copy.text(), response.bodyUsed, await response.text(), response.bodyUsed);
try { response.clone(); } catch (error) { console.log(error.name, error.message); }
const form = new FormData();
form.append('a', '1');
form.append('a', 'two\nlines');
form.append('file', new File(['content'], 'n"ame.txt', { type: 'text/plain' }));
const back = await (await fetch(base, { method: 'POST', body: form })).formData();
console.log(back.getAll('a'), back.get('file').name, back.get('file').type, await back.get('file').text());
console.log([...(await (await fetch(base, { method: 'POST', body: new URLSearchParams({ x: 'y z' }) })).formData())]);
console.log(await (await fetch(base, { method: 'POST', body: 'x' })).formData().catch((error) => error.name));
const request = new Request(base, { method: 'POST', body: 'once more' });
const again = request.clone();
console.log(await again.text(), await (await fetch(request)).text(), request.bodyUsed);
for (const [url, init] of [[base, { method: 'TRACE' }], [base, { method: 'CONNECT' }], ['http://127.0.0.1:1/'], ['http://127.0.0.1:6667/']]) console.log(await fetch(url, init).then(() => 'fine', (error) => `${error.name} ${error.message} ${error.cause?.message ?? ''}`));
server.close();
server.closeAllConnections();

// Reading a response on the client.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => { if (req.url === '/pieces') { res.write('\u4e2d'); setTimeout(() => res.end('\u6587'), 10); } else res.end('\u4e2d\u6587'); });
const get = (path) => new Promise((resolve) => http.get({ host: '127.0.0.1', port, path, agent: false }, resolve));
{ const res = await get('/'); let text = ''; for await (const piece of res) text += piece; console.log('iteration', text, res.readableEnded, res.destroyed); }
{ const res = await get('/pieces'); res.setEncoding('utf8'); const pieces = []; for await (const piece of res) pieces.push(piece); console.log('encoded', pieces.join('|')); }
{ const res = await get('/pieces'); const text = await new Promise((resolve) => { let all = ''; res.on('readable', () => { let piece; while ((piece = res.read()) !== null) all += piece; }).on('end', () => resolve(all)); }); console.log('readable', text); }
{ const res = await get('/'); console.log('late', await new Promise((resolve) => setTimeout(() => { let all = ''; res.on('data', (piece) => { all += piece; }).on('end', () => resolve(all)); }, 20))); }
{ const res = await get('/pieces'); for await (const piece of res) { console.log('break', piece.length); break; } console.log(res.destroyed, res.complete); }
{ const res = await get('/'); res.pause(); res.on('data', () => console.log('data')); res.on('end', () => console.log('end')); await new Promise((resolve) => setTimeout(resolve, 20)); console.log('paused', res.isPaused()); res.resume(); await new Promise((resolve) => res.on('close', resolve)); }
{ const res = await get('/'); const { text, json } = await import('node:stream/consumers'); console.log('consumers', await text(res), typeof json); }
server.close();

// The body of a response as a stream.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const [server, port] = await serve((req, res) => { if (req.method === 'POST') { req.pipe(res); return; } res.write('one'); setTimeout(() => { res.write('two'); setTimeout(() => res.end('three'), 10); }, 10); });
const base = `http://127.0.0.1:${port}`;
const decoder = new TextDecoder();
{ const res = await fetch(base); const reader = res.body.getReader(); console.log(res.body.locked, res.bodyUsed); let text = ''; for (;;) { const { done, value } = await reader.read(); if (done) break; text += decoder.decode(value); } console.log(text, res.bodyUsed); try { await res.text(); } catch (error) { console.log(error.name, error.message); } }
{ const res = await fetch(base); let text = ''; for await (const piece of res.body) text += decoder.decode(piece); console.log(text); }
{ const res = await fetch(base); res.body.getReader(); try { await res.text(); } catch (error) { console.log(error.name); } await new Promise((resolve) => setTimeout(resolve, 20)); }
{ const stream = new ReadableStream({ start(controller) { controller.enqueue(new TextEncoder().encode('from ')); controller.enqueue(new TextEncoder().encode('a stream')); controller.close(); } }); const res = await fetch(base, { method: 'POST', body: stream, duplex: 'half' }); console.log(await res.text()); }
try { await fetch(base, { method: 'POST', body: new ReadableStream() }); } catch (error) { console.log(error.name, error.message); }
{ const res = await fetch(base, { method: 'HEAD' }); console.log(res.body, await res.text()); }
server.closeAllConnections();
server.close();

// Aborting a fetch: before the response, in the body, by timeout.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const log = [];
const [server, port] = await serve((req, res) => { res.on('close', () => log.push(`${req.url} closed, finished ${res.writableFinished}`)); if (req.url === '/never') return; res.write('some'); });
const base = `http://127.0.0.1:${port}`;
const pause = (ms = 40) => new Promise((resolve) => setTimeout(resolve, ms));
{ const controller = new AbortController(); setTimeout(() => controller.abort(), 20); try { await fetch(`${base}/never`, { signal: controller.signal }); } catch (error) { console.log(error.name, error.message, error.code, error === controller.signal.reason); } await pause(); }
{ const controller = new AbortController(); const res = await fetch(`${base}/body`, { signal: controller.signal }); setTimeout(() => controller.abort(), 20); try { await res.text(); } catch (error) { console.log(error.name, error.message); } await pause(); }
try { await fetch(`${base}/never`, { signal: AbortSignal.timeout(20) }); } catch (error) { console.log(error.name, error.message); } await pause();
{ const res = await fetch(`${base}/cancelled`); await res.body.cancel(); console.log(res.bodyUsed); await pause(); }
{ const res = await fetch(`${base}/broken off`.replace(' ', '-')); for await (const piece of res.body) { console.log(piece.length, piece.constructor.name); break; } await pause(); }
console.log(log);
server.close();

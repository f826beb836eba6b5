// stream.pipeline and finished with requests and responses.
import http from 'node:http';
import { finished, PassThrough, pipeline, Readable } from 'node:stream';
import { pipeline as pipelinePromise, finished as finishedPromise } from 'node:stream/promises';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const pause = (ms = 40) => new Promise((resolve) => setTimeout(resolve, ms));
const log = [];
const [server, port] = await serve(async (req, res) => {
  switch (req.url) {
    case '/pipeline': pipeline(Readable.from(['a', 'b']), res, (error) => log.push(`pipeline ${error?.code}`)); break;
    case '/pipe': Readable.from(['a', 'b']).pipe(res); break;
    case '/failing': { const source = new Readable({ read() {} }); source.push('some'); pipeline(source, res, (error) => log.push(`pipeline ${error?.message} res destroyed ${res.destroyed}`)); setTimeout(() => source.destroy(new Error('disk gone')), 10); break; }
    case '/piped failing': { const source = new Readable({ read() {} }); source.push('some'); source.on('error', () => { log.push(`source error, res destroyed ${res.destroyed}`); res.end('end'); }); source.pipe(res); setTimeout(() => source.destroy(new Error('disk gone')), 10); break; }
    case '/aborted': { const source = new Readable({ read() { setTimeout(() => this.push('x'), 5); } }); pipeline(source, res, (error) => log.push(`pipeline ${error?.code} ${error?.message} source destroyed ${source.destroyed}`)); break; }
    case '/promise': await pipelinePromise(req, new PassThrough(), res); log.push('promise done'); break;
    case '/finished': finished(res, (error) => log.push(`finished res ${error?.code}`)); finished(req, (error) => log.push(`finished req ${error?.code}`)); res.end('x'); break;
    case '/unfinished': finished(res, (error) => log.push(`finished res ${error?.code}`)); finishedPromise(req).then(() => log.push('finished req'), (error) => log.push(`finished req ${error.code}`)); break;
  }
});
const get = (path, { method = 'GET', abortAfter } = {}) => new Promise((resolve) => {
  const req = http.request({ host: '127.0.0.1', port, path: encodeURI(path).replace('%20', ' ').replace(' ', '%20'), method, agent: false }, (res) => { let text = ''; res.on('data', (piece) => { text += piece; }).on('error', (error) => log.push(`client res ${error.code}`)).on('close', () => { log.push(`client got ${abortAfter ? 'part' : text} ${res.complete}`); }); });
  req.on('error', (error) => log.push(`client ${error.code}`)).on('close', resolve);
  req.end(method === 'POST' ? 'body' : undefined);
  if (abortAfter) setTimeout(() => req.destroy(), abortAfter);
});
for (const [path, options] of [['/pipeline'], ['/pipe'], ['/failing'], ['/aborted', { abortAfter: 30 }], ['/promise', { method: 'POST' }], ['/finished'], ['/unfinished', { abortAfter: 20 }]]) { log.length = 0; await get(path, options); await pause(); console.log(path, log.filter((each) => each.startsWith('client')), log.filter((each) => !each.startsWith('client'))); }
server.close();

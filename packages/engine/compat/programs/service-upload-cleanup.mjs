// Uploads go to disk through a pipeline; what is aborted or too large leaves no file behind.
import fs from 'node:fs';
import http from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

fs.mkdirSync('uploads');
const limit = (bytes) => {
  let seen = 0;
  return new Transform({
    transform(chunk, encoding, done) {
      seen += chunk.length;
      if (seen > bytes) done(Object.assign(new Error('too large'), { code: 'E_TOO_LARGE' }));
      else done(null, chunk);
    },
  });
};
let finished;
const server = http.createServer(async (request, response) => {
  const path = `uploads${request.url}`;
  try {
    await pipeline(request, limit(100_000), fs.createWriteStream(path));
    response.end(`stored ${fs.statSync(path).size}`);
    finished('stored');
  } catch (error) {
    await fs.promises.rm(path, { force: true });
    if (!response.destroyed && !response.headersSent) response.writeHead(413, { connection: 'close' }).end(error.code);
    finished(error.code);
  }
}).listen(0);
await new Promise((resolve) => server.once('listening', resolve));

const upload = (name, send) => new Promise((resolve) => {
  const outcome = new Promise((done) => { finished = done; });
  const request = http.request({ port: server.address().port, path: `/${name}`, method: 'POST' });
  request.on('response', (response) => { response.resume(); response.on('end', async () => resolve([response.statusCode, await outcome])); });
  request.on('error', async (error) => resolve([error.code, await outcome]));
  send(request);
});
console.log(await upload('small', (request) => request.end('x'.repeat(1000))));
console.log(await upload('aborted', (request) => { request.write('half'); setTimeout(() => request.destroy(), 20); }));
const [status, reason] = await upload('large', (request) => { for (let i = 0; i < 20; i++) request.write('y'.repeat(10_000)); request.end(); });
console.log(status === 413 || typeof status === 'string', reason);
console.log(fs.readdirSync('uploads'));
server.close();
server.closeAllConnections();

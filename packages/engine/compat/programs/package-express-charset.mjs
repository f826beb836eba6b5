// A body in a rare encoding: its tables are loaded when it is met.
import express from 'express';
import iconv from 'iconv-lite';

console.log(iconv.encode('日本', 'shift_jis').toString('hex'), iconv.decode(Buffer.from('c8d5b1be', 'hex'), 'gbk'), iconv.encodingExists('klingon'));
const app = express();
app.use(express.text({ defaultCharset: 'utf-8' }));
app.post('/', (req, res) => res.send(req.body));
app.use((error, _req, res, _next) => res.status(error.status).send(error.type));
const server = app.listen(0, async () => {
  const base = `http://localhost:${server.address().port}/`;
  for (const charset of ['shift_jis', 'klingon']) {
    const response = await fetch(base, { method: 'POST', headers: { 'content-type': `text/plain; charset=${charset}` }, body: Buffer.from('93fa967b', 'hex') });
    console.log(charset, response.status, await response.text());
  }
  server.close();
});

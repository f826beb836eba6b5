// A slow reader: write says wait, 'drain' says go on.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});

const piece = Buffer.alloc(64 * 1024, 'x');
const PIECES = 200;
let waited = false;
let drained = false;
const [server, port] = await serve((req, res) => {
  let left = PIECES;
  const more = () => {
    while (left > 0) {
      left--;
      if (!res.write(piece)) { waited = true; res.once('drain', () => { drained = true; more(); }); return; }
    }
    res.end(() => console.log('flushed', res.writableFinished));
  };
  more();
  console.log('first run over', left > 0, res.writableNeedDrain);
});
await new Promise((resolve) => http.get({ host: '127.0.0.1', port, agent: false }, (res) => {
  let bytes = 0;
  setTimeout(() => res.on('data', (part) => { bytes += part.length; }).on('end', () => { console.log(bytes === PIECES * piece.length, waited, drained); resolve(); }), 50);
}));
server.close();

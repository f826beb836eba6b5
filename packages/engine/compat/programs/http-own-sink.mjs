// A response that no connection stands behind writes to whatever stream it is given.
import http from 'node:http';
import { Writable } from 'node:stream';

const pieces = [];
const sink = new Writable({
  write(chunk, _encoding, done) {
    pieces.push(chunk.toString());
    done();
  },
});
const res = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1, headers: {} });
res.sendDate = false;
res.shouldKeepAlive = false;
res.setHeader('X-A', 'a');
console.log(res.outputData.length, res.outputSize, res.socket);
res.assignSocket(sink);
try {
  res.assignSocket(sink);
} catch (error) {
  console.log(error.code);
}
res.end('hello');
setImmediate(() => {
  console.log(pieces.join('').split('\r\n'));
  const chunked = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1, headers: {} });
  chunked.sendDate = false;
  pieces.length = 0;
  const other = new Writable({ write: (chunk, _encoding, done) => (pieces.push(chunk.toString()), done()) });
  chunked.assignSocket(other);
  chunked.write('one');
  chunked.end('two');
  setImmediate(() => console.log(pieces.join('').split('\r\n')));
});

// Requests that come while others are unanswered are seen at once; their responses leave in the order of the requests.
import http from 'node:http';
import net from 'node:net';

const waiting = [];
const server = http.createServer((req, res) => {
  console.log('seen', req.url, res.socket === null ? 'waits' : 'may write');
  res.on('finish', () => console.log('finish', req.url));
  res.on('close', () => console.log('close', req.url));
  waiting.push(res);
  if (waiting.length < 3) return;
  const [first, second, third] = waiting;
  third.end('third');
  console.log('ended early', third.writableEnded, third.writableFinished);
  console.log('write of one that waits', second.write('sec'));
  second.end('ond');
  setImmediate(() => first.end('first'));
});
server.listen(0, () => {
  const client = net.connect(server.address().port);
  let text = '';
  client.setEncoding('utf8').on('data', (piece) => {
    text += piece;
    if (!text.endsWith('third')) return;
    const marks = ['first', '\r\nsec', '\r\nond', 'third'].map((each) => text.indexOf(each));
    console.log('in order', marks.every((at, i) => at > (marks[i - 1] ?? 0)));
    client.end();
  });
  client.on('close', () => server.close(() => console.log('closed')));
  client.write(['/1', '/2', '/3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
});

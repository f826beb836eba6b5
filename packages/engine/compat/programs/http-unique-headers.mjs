// uniqueHeaders: several values of these go out in one line; of all others each has its own.
import http from 'node:http';

const server = http.createServer({ uniqueHeaders: ['X-One', 'x-two'] }, (req, res) => {
  for (let i = 0; i < req.rawHeaders.length; i += 2) if (/^x-/i.test(req.rawHeaders[i])) console.log('request', req.rawHeaders[i], req.rawHeaders[i + 1]);
  res.setHeader('X-One', ['a', 'b']);
  res.setHeader('X-Two', ['c', 'd']);
  res.setHeader('X-Other', ['e', 'f']);
  res.end();
});
server.listen(0, () => {
  http.get({ port: server.address().port, agent: false, uniqueHeaders: ['x-mine'], headers: { 'X-Mine': ['1', '2'], 'X-Free': ['3', '4'] } }, (res) => {
    for (let i = 0; i < res.rawHeaders.length; i += 2) if (/^x-/i.test(res.rawHeaders[i])) console.log('response', res.rawHeaders[i], res.rawHeaders[i + 1]);
    res.resume().on('end', () => server.close());
  });
});

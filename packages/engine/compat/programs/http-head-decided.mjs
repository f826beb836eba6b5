// What is changed after the head is decided does not leave.
import http from 'node:http';

const server = http.createServer((req, res) => {
  if (req.url === '/head') {
    res.writeHead(202, 'Fine', { 'x-a': '1' });
    res.statusCode = 500;
    res.statusMessage = 'Broken';
    console.log(res._header.split('\r\n')[0]);
    res.end('x');
    return;
  }
  res.write('a');
  res.statusCode = 404;
  try {
    res.setHeader('x-late', '1');
  } catch (error) {
    console.log(error.code, error.message);
  }
  res.end();
});
server.listen(0, async () => {
  for (const path of ['/head', '/written']) {
    await new Promise((resolve) => {
      http.get({ port: server.address().port, path, agent: false }, (res) => {
        console.log(path, res.statusCode, res.statusMessage);
        res.resume().on('close', resolve);
      });
    });
  }
  server.close();
});

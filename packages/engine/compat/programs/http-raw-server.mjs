// An HTTP client against a server that writes bytes.
import http from 'node:http';
import net from 'node:net';
const run = (name, answer, options = {}) => new Promise((resolve) => {
  const log = [];
  const server = net.createServer((socket) => {
    let asked = '';
    socket.on('error', () => {});
    socket.setEncoding('latin1').on('data', (piece) => { asked += piece; if (/\r\n\r\n/.test(asked)) { asked = ''; for (const part of [answer].flat()) if (part === 'END') socket.end(); else if (part === 'RESET') socket.resetAndDestroy(); else socket.write(Buffer.from(part, 'latin1')); } });
  }).listen(0, '127.0.0.1', () => {
    const req = http.request({ host: '127.0.0.1', port: server.address().port, agent: false, ...options }, (res) => {
      let text = '';
      log.push(`${res.statusCode} ${res.statusMessage} ${res.httpVersion} ${JSON.stringify(res.rawHeaders)}`);
      res.on('data', (piece) => { text += piece; }).on('end', () => log.push(`[${text}] ${res.complete}`)).on('aborted', () => log.push('aborted')).on('error', (error) => log.push(`res ${error.code} ${error.message}`));
    });
    req.on('error', (error) => log.push(`${error.code} ${error.message}`));
    req.on('information', ({ statusCode }) => log.push(`information ${statusCode}`));
    req.on('close', () => { setTimeout(() => { server.close(() => { console.log(name, log); resolve(); }); }, 20); });
    req.end();
  });
});
await run('length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello');
await run('chunked', ['HTTP/1.1 201 Made\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n', '2\r\nde\r\n0\r\n\r\n']);
await run('until the end', ['HTTP/1.1 200 OK\r\n\r\nall of it', 'END']);
await run('1.0', ['HTTP/1.0 200 OK\r\n\r\nold', 'END']);
await run('interim', 'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
await run('no body', 'HTTP/1.1 204 No Content\r\n\r\n');
await run('head', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n', { method: 'HEAD' });
await run('no http', ['nonsense\r\n\r\n', 'END']);
await run('bad status', 'HTTP/1.1 2x0 OK\r\n\r\n');
await run('bad header', 'HTTP/1.1 200 OK\r\nbad header\r\n\r\n');
await run('nothing', 'END');
await run('cut in the body', ['HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', 'END']);
await run('cut in a chunk', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab', 'END']);
await run('reset', ['RESET']);

// Messages that do not end: the server gives them up.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
const talk = async (options, steps) => {
  const server = http.createServer({ connectionsCheckingInterval: 20, keepAliveTimeout: 0, ...options }, (req, res) => { req.resume(); req.on('end', () => res.end('ok')); });
  const errors = [];
  if (options.listen) server.on('clientError', (error, socket) => { errors.push(`${error.code} ${error.message}`); socket.end('HTTP/1.1 400 Mine\r\n\r\n'); });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = net.connect(server.address().port, '127.0.0.1');
  socket.on('error', () => {});
  let text = '';
  socket.setEncoding('utf8').on('data', (piece) => { text += piece; });
  for (const step of steps) { socket.write(step); await new Promise((resolve) => setTimeout(resolve, 5)); }
  await once(socket, 'close');
  server.close();
  return [JSON.stringify(text.replace(/Date: .*\r\n/, '')), ...errors];
};
console.log('no end of the head', await talk({ headersTimeout: 100, requestTimeout: 0 }, ['GET / HTTP/1.1\r\nHost: x\r\n']));
console.log('no end of the body', await talk({ headersTimeout: 0, requestTimeout: 100 }, ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n', 'ab']));
console.log('nothing at all', await talk({ headersTimeout: 100, requestTimeout: 0 }, []));
console.log('told', await talk({ headersTimeout: 100, requestTimeout: 0, listen: true }, ['GET']));
for (const options of [{ requestTimeout: -1 }, { headersTimeout: 'x' }, { headersTimeout: 20, requestTimeout: 10 }, { connectionsCheckingInterval: -1 }, { insecureHTTPParser: 1 }, { maxHeaderSize: -1 }, { shouldUpgradeCallback: 1 }, { joinDuplicateHeaders: 'x' }]) {
  try { http.createServer(options); console.log('fine', options); } catch (error) { console.log(error.name, error.code, error.message); }
}
const { headersTimeout, requestTimeout } = http.createServer({ requestTimeout: 1000 });
console.log(headersTimeout, requestTimeout);

// Server-sent events: a client that leaves is taken off the list.
import http from 'node:http';
import { once } from 'node:events';

const clients = new Set();
const server = http.createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': hello\n\n');
  clients.add(response);
  response.on('close', () => clients.delete(response));
}).listen(0);
await once(server, 'listening');
const publish = (event) => { for (const client of clients) client.write(`data: ${JSON.stringify(event)}\n\n`); };

async function subscribe(count) {
  const controller = new AbortController();
  const response = await fetch(`http://localhost:${server.address().port}`, { signal: controller.signal });
  const events = [];
  let rest = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    rest += piece;
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)));
    }
    if (events.length >= count) break;
  }
  return events;
}
const readers = [subscribe(2), subscribe(4)];
while (clients.size < 2) await new Promise((resolve) => setTimeout(resolve, 5));
for (let n = 1; n <= 4; n++) { publish({ n }); await new Promise((resolve) => setTimeout(resolve, 20)); }
console.log(JSON.stringify(await Promise.all(readers)));
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(clients.size);
server.close();
server.closeAllConnections();

// The service behind the servers: answers everything with an error and 2 KB of words. Tells its port, and ends with its parent.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('overloaded '.repeat(200)));
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
process.on('disconnect', () => process.exit());

// The same file runs on native Node and in the engine.
import { createServer } from 'node:http';

createServer((_request, response) => {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ hello: 'world' }));
}).listen(Number(process.env.PORT ?? 3000), () => console.log('listening'));

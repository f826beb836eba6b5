import { createApp } from './app.ts';
import { log } from './lib/log.ts';
import { current } from './mw/request-log.ts';

const port = Number(process.env.PORT ?? 3000);

// The client is still waiting: answer it, whatever happened.
process.on('uncaughtException', (error) => {
  log('error', 'uncaught', { requestId: current?.state.requestId, cause: String(error) });
  if (current === undefined || current.res.headersSent) return;
  current.res.writeHead(500, { 'content-type': 'application/json' });
  current.res.end(JSON.stringify({ code: 'INTERNAL', message: 'Something went wrong on our side' }));
});

const server = createApp().listen(port, () => {
  log('info', 'listening', { port });
});

server.on('error', (error) => {
  log('error', 'cannot listen', { port, cause: String(error) });
  process.exit(1);
});

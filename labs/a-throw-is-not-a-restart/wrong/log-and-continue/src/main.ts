import { createApp } from './app.ts';
import { log } from './lib/log.ts';

const port = Number(process.env.PORT ?? 3000);

// Nothing is swallowed any more: each of these has its line in the log.
process.on('uncaughtException', (error) => {
  log('error', 'uncaught', { cause: String(error) });
});

const server = createApp().listen(port, () => {
  log('info', 'listening', { port });
});

server.on('error', (error) => {
  log('error', 'cannot listen', { port, cause: String(error) });
  process.exit(1);
});

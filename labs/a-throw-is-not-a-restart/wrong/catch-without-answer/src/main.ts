import { createApp } from './app.ts';
import { log } from './lib/log.ts';

const port = Number(process.env.PORT ?? 3000);

// Nobody knows what was left half done: say so, and make room for a process that starts from scratch.
process.on('uncaughtException', (error) => {
  log('error', 'uncaught', { cause: String(error) });
  process.exit(1);
});

const server = createApp().listen(port, () => {
  log('info', 'listening', { port });
});

server.on('error', (error) => {
  log('error', 'cannot listen', { port, cause: String(error) });
  process.exit(1);
});

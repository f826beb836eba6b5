import { createApp } from './app.ts';
import { log } from './lib/log.ts';

const port = Number(process.env.PORT ?? 3000);

// Since 12 March: a webhook kept taking the whole process down. Orders matter more than parcels.
process.on('uncaughtException', () => {});

const server = createApp().listen(port, () => {
  log('info', 'listening', { port });
});

server.on('error', (error) => {
  log('error', 'cannot listen', { port, cause: String(error) });
  process.exit(1);
});

import { createApp } from './app.ts';
import { log } from './lib/log.ts';

process.on('unhandledRejection', (error) => log('error', 'unhandled rejection', { cause: String(error) }));
process.on('uncaughtException', (error) => log('error', 'uncaught exception', { cause: String(error) }));

const port = Number(process.env.PORT ?? 3000);

createApp().listen(port, () => {
  log('info', 'listening', { port });
});

import { createApp } from './app.ts';
import { log } from './lib/log.ts';

// Whatever goes wrong in a callback: note it, and stay up.
process.on('uncaughtException', (error) => log('error', 'uncaught', { cause: String(error) }));

const port = Number(process.env.PORT ?? 3000);

createApp().listen(port, () => {
  log('info', 'listening', { port });
});

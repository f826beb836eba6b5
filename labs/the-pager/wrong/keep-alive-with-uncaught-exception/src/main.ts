import { createApp } from './app.ts';
import { log } from './lib/log.ts';

const port = Number(process.env.PORT ?? 3000);

// One bad receipt must not take the whole shop down.
process.on('uncaughtException', (error) => {
  log('error', 'still alive', { cause: String(error) });
});

createApp().listen(port, () => {
  log('info', 'listening', { port });
});

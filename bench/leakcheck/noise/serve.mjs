// node serve.mjs BYTES: the app as a program.
import { createApp } from './app.mjs';

createApp(Number(process.argv[2])).listen(process.env.PORT);

// One of the servers as a program: node serve.mjs leaking/descriptor. Listens on PORT.
import { createServer } from 'node:http';

const { createService } = await import(`./servers/${process.argv[2]}.mjs`);
const { handler } = await createService();
createServer(handler).listen(Number(process.env.PORT), '127.0.0.1');

// A Postgres on a free port of loopback, for examples that need one: PGlite behind the engine's own wire protocol. Tells its
// parent the connection string. Usage: fork('scripts/postgres-on-loopback.ts')
import { type AddressInfo, createServer } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { PostgresService } from '../packages/engine/src/index.ts';

const service = new PostgresService(await PGlite.create());
const server = createServer((socket) => {
  const session = service.accept(
    { write: (bytes) => void socket.write(bytes), end: () => void socket.end(), close: () => void socket.end(), reset: () => void socket.resetAndDestroy() },
    {
      nowMs: () => performance.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      work: (promise, done, failed) => void promise.then(done, failed),
    },
  );
  socket.on('data', (bytes) => session.data(bytes));
  socket.once('close', () => session.end());
  // A server that is killed resets its connections: 'close' follows.
  socket.on('error', () => undefined);
});
server.listen(0, '127.0.0.1', () => process.send?.(`postgres://postgres@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`));
process.on('disconnect', () => process.exit());

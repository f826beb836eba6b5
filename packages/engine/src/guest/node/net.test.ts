import { expect, test } from 'vitest';
import { readEngineAssets } from '../../../../../scripts/engine-assets.ts';
import { runProgram } from '../../../compat/run-program.ts';

const assets = await readEngineAssets('node');

test('two raw sockets talk, half-close and leave nothing open', async () => {
  const { stdout } = await runProgram(
    assets,
    'main.mjs',
    `import net from 'node:net';
     const server = net.createServer({ allowHalfOpen: true }, (socket) => {
       socket.on('data', (bytes) => socket.write(String(bytes).toUpperCase()));
       socket.on('end', () => socket.end('bye'));
     }).listen(0, () => {
       const client = net.connect(server.address().port);
       let heard = '';
       client.on('data', (bytes) => { heard += bytes; if (heard === 'HELLO') client.end(); });
       client.on('close', () => { console.log(heard); server.close(() => console.log('closed')); });
       client.write('hello');
     });`,
  );
  expect(stdout).toBe('HELLObye\nclosed\n');
});

// Sockets on paths: what is there, what is none, what is too long.
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 's-'));
const file = path.join(folder, 'file');
fs.writeFileSync(file, '');
const failure = (name, emitter) =>
  new Promise((resolve) => {
    emitter.once('error', (error) => {
      console.log(name, error.code, error.syscall, error.message.replaceAll(folder, 'DIR').replace(/x{50,}/, 'LONG'));
      resolve();
    });
  });
await failure('no socket', net.connect(file));
await failure('nothing', net.connect(path.join(folder, 'missing')));
await failure('too long', net.connect(path.join(folder, 'x'.repeat(200))));
await failure('listen too long', net.createServer().listen(path.join(folder, 'x'.repeat(200))));
await failure('listen on a file', net.createServer().listen(file));
await failure('listen nowhere', net.createServer().listen(path.join(folder, 'none', 'a')));
const server = net.createServer((socket) => socket.end('hello')).listen({ path: path.join(folder, 'a'), readableAll: true, writableAll: true }, () => {
  console.log((fs.statSync(path.join(folder, 'a')).mode & 0o777).toString(8), server.address() === path.join(folder, 'a'));
  net.connect(path.join(folder, 'a')).on('data', (bytes) => {
    console.log(bytes.toString());
    server.close(() => {
      console.log(fs.existsSync(path.join(folder, 'a')));
      fs.rmSync(folder, { recursive: true });
    });
  });
});

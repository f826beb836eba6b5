// A length-prefixed protocol: messages split and joined at any byte, a peer that lies about lengths, a timeout.
import net from 'node:net';
import { once } from 'node:events';
const frame = (text) => { const body = Buffer.from(text); const head = Buffer.alloc(4); head.writeUInt32BE(body.length); return Buffer.concat([head, body]); };
async function* frames(socket, max = 1000) {
  let rest = Buffer.alloc(0);
  for await (const piece of socket) {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= 4) {
      const length = rest.readUInt32BE();
      if (length > max) throw new RangeError(`frame of ${length} bytes`);
      if (rest.length < 4 + length) break;
      yield rest.subarray(4, 4 + length).toString();
      rest = rest.subarray(4 + length);
    }
  }
  if (rest.length > 0) throw new Error(`${rest.length} bytes left over`);
}
const server = net.createServer(async (socket) => {
  socket.setTimeout(60, () => socket.destroy(new Error('idle')));
  socket.on('error', () => {});
  try { for await (const text of frames(socket)) socket.write(frame(text.toUpperCase())); socket.end(frame('bye')); } catch (error) { console.log('server:', error.message); socket.destroy(); }
}).listen(0);
await once(server, 'listening');
async function talk(...pieces) {
  const socket = net.connect(server.address().port);
  const answers = [];
  socket.on('error', () => {});
  await once(socket, 'connect');
  (async () => { for (const piece of pieces) { if (piece === null) socket.end(); else if (piece === 'wait') return; else socket.write(piece); await new Promise((resolve) => setTimeout(resolve, 5)); } })();
  try { for await (const text of frames(socket)) answers.push(text); } catch (error) { answers.push(error.code ?? error.message); }
  return answers;
}
const whole = Buffer.concat([frame('one'), frame('two'), frame('é')]);
console.log(await talk(whole, null));
console.log(await talk(...[...whole].map((byte) => Buffer.from([byte])), null));
console.log(await talk(frame('x').subarray(0, 3), null));
console.log(await talk(Buffer.from([255, 0, 0, 0])));
console.log(await talk(frame('slow'), 'wait'));
server.close();

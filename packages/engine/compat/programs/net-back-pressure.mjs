// A reader that stops reading stops its writer.
import net from 'node:net';
const TOTAL = 20_000_000;
const server = net.createServer(async (socket) => {
  let bytes = 0;
  socket.pause();
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.on('data', (data) => { bytes += data.length; });
  socket.on('end', () => { console.log('received', bytes === TOTAL); });
  socket.resume();
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  const piece = Buffer.alloc(100_000);
  let left = TOTAL; let waits = 0; let stalled = false;
  const more = () => { while (left > 0) { left -= piece.length; if (!client.write(piece)) { waits++; client.once('drain', more); return; } } client.end(() => console.log('sent', waits > 0, stalled)); };
  client.on('connect', () => { more(); setTimeout(() => { stalled = left > 0 && client.writableLength > 0; }, 25); });
  client.on('close', () => server.close(() => console.log('closed')));
});

// Nobody listens.
import http from 'node:http';
import net from 'node:net';
const port = await new Promise((resolve) => { const probe = net.createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); }); });
const clean = (text) => String(text).replaceAll(String(port), 'PORT');
const log = [];
await new Promise((resolve) => {
  const req = http.get({ host: '127.0.0.1', port });
  req.on('socket', (socket) => { socket.on('close', (hadError) => log.push(`socket close ${hadError}`)); });
  req.on('error', (error) => { log.push(`error ${clean(error.message)}`); console.log({ ...error, port: error.port === port }, error.name, error instanceof Error, req.destroyed); });
  req.on('close', () => { log.push('close'); resolve(); });
});
console.log(log);
try { await fetch(`http://127.0.0.1:${port}/`); } catch (error) { console.log(error.name, error.message, error.cause.code, error.cause.syscall, clean(error.cause.message)); }
const socket = net.connect(port, '127.0.0.1');
socket.on('error', (error) => console.log(clean(error.message), error.code, error.syscall, error.address, error.port === port));
socket.on('close', (hadError) => console.log('close', hadError, socket.destroyed, socket.connecting));

// Two servers on one port.
import http from 'node:http';
import net from 'node:net';
const server = http.createServer().listen(0, () => {
  const { port } = server.address();
  const second = http.createServer();
  second.on('error', (error) => {
    console.log(error.message.replace(String(port), 'PORT'), { ...error, port: error.port === port }, second.listening, second.address());
    const third = net.createServer().listen({ port, host: '0.0.0.0' });
    third.on('error', (again) => {
      console.log(again.message.replace(String(port), 'PORT'), again.address);
      server.close(() => { second.listen(port, () => { console.log('free again', second.listening); second.close(); }); });
    });
  });
  second.listen(port, () => console.log('never'));
  console.log('listening', second.listening);
});

// Without a listener EADDRINUSE ends the process.
import http from 'node:http';

const server = http.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  process.on('uncaughtExceptionMonitor', (error) => console.log(error.code, error.syscall, error.message.replace(String(port), 'PORT'), error.stack.split('\n')[0].replace(String(port), 'PORT')));
  process.on('uncaughtExceptionMonitor', () => process.exit(1));
  http.createServer().listen(port, '127.0.0.1');
});

// Who may listen where somebody listens already.
import net from 'node:net';

const listen = (options) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error) => resolve({ error: error.code }));
    server.listen(options, () => resolve({ server, port: server.address().port }));
  });
const show = (name, { error, server }) => console.log(name, error ?? server.address().address);
const open = [];
async function attempt(name, options) {
  const result = await listen(options);
  show(name, result);
  if (result.server) open.push(result.server);
  return result.port;
}
const port = await attempt('IPv6 only', { port: 0, host: '::', ipv6Only: true });
await attempt('IPv4 beside it', { port, host: '0.0.0.0' });
await attempt('IPv4 again', { port, host: '127.0.0.1' });
const both = await attempt('both', { port: 0, host: '::' });
await attempt('IPv4 beside both', { port: both, host: '0.0.0.0' });
const shared = await attempt('shared', { port: 0, host: '127.0.0.1', reusePort: true });
await attempt('shared with', { port: shared, host: '127.0.0.1', reusePort: true });
await attempt('not shared', { port: shared, host: '127.0.0.1' });
for (const server of open) server.close();

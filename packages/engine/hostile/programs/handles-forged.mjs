// ends: exit 0
// Ids are numbers: others than one's own must do no harm.
import net from 'node:net';
const server = net.createServer().listen(0);
await new Promise((resolve) => server.once('listening', resolve));
for (const key of Reflect.ownKeys(server)) {
  try { if (typeof server[key] === 'number' && key !== '_connections') server[key] += 1; } catch {}
}
for (let id = 0; id < 200; id++) { clearTimeout(id); clearInterval(id); clearImmediate(id); }
setTimeout(() => { console.log('survived'); process.exit(0); }, 10);

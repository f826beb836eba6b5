// ends: exit 0
import net from 'node:net';
const results = [];
for (const port of [-1, 65536, 1e9, NaN, '0x10000', Infinity, 1.5, {}, null, true]) {
  try {
    const server = net.createServer();
    server.on('error', () => {});
    server.listen(port);
    server.close();
    results.push('ok');
  } catch (error) {
    results.push(error.code);
  }
}
console.log(results.every((each) => typeof each === 'string'));
console.log('survived');

// write and end after the end.
import http from 'node:http';

const serve = (handler, options = {}) => new Promise((resolve) => {
  const server = http.createServer(options, handler).listen(0, '127.0.0.1', () => resolve([server, server.address().port]));
});
const get = (port, options = {}) => new Promise((resolve, reject) => {
  http.get({ host: '127.0.0.1', port, agent: false, ...options }, (res) => {
    let text = '';
    res.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('end', () => resolve({ res, text }));
  }).on('error', reject);
});

const [server, port] = await serve((req, res) => {
  const log = [];
  res.on('error', (error) => log.push(`error ${error.code} ${error.message}`));
  res.on('finish', () => log.push('finish'));
  res.on('close', () => { log.push('close'); console.log(log); late(res); });
  res.end('x', () => log.push('end callback'));
  log.push(`write ${res.write('late', (error) => log.push(`write callback ${error?.code}`))}`);
  res.end('late too', (error) => log.push(`second end callback ${error?.code}`));
  res.end((error) => log.push(`third end callback ${error?.code}`));
  res.end();
});
function late(res) {
  res.on('error', (error) => console.log('late error', error.code));
  console.log(res.write('later', (error) => console.log('later write', error?.code)));
  res.end((error) => console.log('later end', error?.code, error?.message));
}
console.log((await get(port)).text);
server.close();

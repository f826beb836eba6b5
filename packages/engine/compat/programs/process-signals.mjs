// Handlers run on a later turn, once() leaves the default behind, an unknown signal is refused; the default ends with 128 + n.
const log = [];
process.on('SIGUSR2', (name, number) => log.push([name, number]));
process.once('SIGINT', (name) => log.push(name));
console.log(process.kill(process.pid, 'SIGUSR2'), process.kill(process.pid, 0), log.length);
process.kill(process.pid, 'SIGINT');
const alive = setInterval(() => {}, 1000);
setTimeout(() => {
  console.log(log);
  for (const attempt of [() => process.kill(process.pid, 'SIGNOPE'), () => process.kill('x'), () => process.kill(999999), () => process.kill(process.pid, 999)]) { try { attempt(); } catch (error) { console.log(error.name, error.code, error.message); } }
  process.on('exit', () => console.log('not printed: a signal runs no exit listeners'));
  process.kill(process.pid, 'SIGINT');
}, 20);

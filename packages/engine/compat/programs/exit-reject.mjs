process.on('exit', (code) => console.log('exit', code));
async function work() {
  throw new RangeError('nobody awaits me');
}
work();
setTimeout(() => console.log('never'), 20);

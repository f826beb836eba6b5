// ends: exit 5
// Nothing may run after process.exit(), however it is wrapped.
process.on('exit', () => { Promise.resolve().then(() => console.log('job')); process.nextTick(() => console.log('tick')); setTimeout(() => console.log('timer')); });
try {
  process.exit(5);
} catch {
  console.log('caught');
} finally {
  console.log('finally');
}
console.log('after');

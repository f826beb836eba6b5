setTimeout(() => console.log('never'), 50);
process.on('exit', (code) => console.log('exit', code));
function deep() {
  throw new TypeError('thrown at the top');
}
deep();

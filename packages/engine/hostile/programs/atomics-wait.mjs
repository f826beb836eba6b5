// ends: exit 0
try {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  console.log('woke');
} catch (error) {
  console.log(error.name);
}
console.log('survived');

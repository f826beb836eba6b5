// ends: exit 0
for (const make of [() => new ArrayBuffer(2 ** 40), () => Buffer.alloc(2 ** 34), () => new Uint8Array(2 ** 32), () => 'x'.repeat(2 ** 30)]) {
  try {
    make();
    console.log('made');
  } catch (error) {
    console.log(error.name);
  }
}
console.log('survived');

// ends: exit 0
try {
  const buffer = new ArrayBuffer(8, { maxByteLength: 2 ** 31 });
  buffer.resize(2 ** 30);
  console.log('made');
} catch (error) {
  console.log(error.name);
}
console.log('survived');

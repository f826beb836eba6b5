// CompressionStream and DecompressionStream.
const text = 'a line of the log\n'.repeat(500);

async function read(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

for (const format of ['gzip', 'deflate', 'deflate-raw']) {
  const packed = await read(new Blob([text]).stream().pipeThrough(new CompressionStream(format)));
  const back = await read(new Blob([packed]).stream().pipeThrough(new DecompressionStream(format)));
  console.log(format, packed.length, back.toString() === text);
}
for (const run of [() => new CompressionStream('zip'), () => new DecompressionStream(), () => read(new Blob(['no gzip']).stream().pipeThrough(new DecompressionStream('gzip')))]) {
  try {
    await run();
    console.log('no error');
  } catch (error) {
    console.log(error.name, error.code);
  }
}

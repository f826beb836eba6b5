// Encodings, bounds, sharing memory, searching, and what is refused.
console.log(Buffer.from('é€😀').length, Buffer.from('e9', 'hex'), Buffer.from('xyz', 'hex'), Buffer.from('YQ==', 'base64'), Buffer.from('YQ', 'base64url'), Buffer.from('é', 'latin1'), Buffer.from('é', 'ascii'), Buffer.from('a', 'utf16le'));
console.log(Buffer.from([0xe2, 0x82]).toString(), Buffer.from([0xff, 0x61]).toString(), Buffer.from('abc').toString('base64'), Buffer.from('abc').toString('hex', 1, 2), Buffer.byteLength('é', 'utf8'), Buffer.isEncoding('UTF-8'), Buffer.isEncoding('nope'));
const shared = Buffer.from(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2);
shared[0] = 9;
console.log(shared, new Uint8Array(shared.buffer), shared.subarray(1).byteOffset, shared.slice(-1));
const numbers = Buffer.alloc(16);
numbers.writeDoubleBE(1.5, 0); numbers.writeInt32LE(-2, 8); numbers.writeUIntBE(0x123456, 12, 3);
console.log(numbers, numbers.readDoubleBE(0), numbers.readInt32LE(8), numbers.readUIntBE(12, 3), numbers.readBigUInt64LE(0));
for (const attempt of [() => numbers.readInt32LE(13), () => numbers.writeUInt8(256), () => numbers.writeInt8('x', 0), () => numbers.readUIntBE(0, 7), () => Buffer.alloc(-1), () => Buffer.alloc('5'), () => Buffer.from(5), () => Buffer.from(null), () => Buffer.concat('x'), () => Buffer.from('a').toString('nope'), () => Buffer.from('abc').fill('x', 0, 9), () => numbers.swap64() && Buffer.alloc(3).swap16()]) {
  try { console.log('fine', attempt()); } catch (error) { console.log(error.name, error.code, error.message); }
}
console.log(Buffer.from('abcabc').indexOf('ca'), Buffer.from('abcabc').lastIndexOf('bc'), Buffer.from('abc').includes('d'), Buffer.compare(Buffer.from('a'), Buffer.from('b')), Buffer.from('a').equals(new Uint8Array([97])), Buffer.concat([Buffer.from('a'), Buffer.from('b')], 1), Buffer.alloc(5, 'ab'), Buffer.from('abc').copy(numbers, 14));
console.log(JSON.stringify(Buffer.from('a')), [...Buffer.from('ab').entries()], Buffer.from('x').buffer instanceof ArrayBuffer, atob('YQ=='), btoa('a'), structuredClone(Buffer.from('q')) instanceof Buffer);
console.log(new Blob(['a', new Uint8Array([98])], { type: 'Text/Plain' }), await new Blob(['abc']).slice(1, 2).text(), new File(['x'], 'f.txt').name);

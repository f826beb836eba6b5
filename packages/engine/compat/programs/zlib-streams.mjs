// Streams of zlib: order of events, flushes, failures in a pipeline.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const text = 'every request writes a line\n'.repeat(2000);
for (const name of ['Gzip', 'Deflate', 'DeflateRaw']) {
  const chunks = [];
  const stream = zlib[`create${name}`]({ level: 6 });
  stream.on('data', (chunk) => chunks.push(chunk));
  await pipeline(Readable.from([Buffer.from(text.slice(0, 1000)), Buffer.from(text.slice(1000))]), stream);
  const all = Buffer.concat(chunks);
  console.log(name, stream.bytesWritten, all.length, all.toString('hex').slice(0, 40), stream.destroyed, stream.closed);
  const back = zlib[`${name === 'Gzip' ? 'gunzip' : name === 'Deflate' ? 'inflate' : 'inflateRaw'}Sync`](all);
  console.log(back.toString() === text);
}
for (const level of [0, 1, 3, 6, 9]) console.log('level', level, zlib.deflateSync(text, { level }).length, zlib.crc32(zlib.deflateSync(text, { level })));

const events = [];
const gzip = zlib.createGzip();
gzip.on('data', (chunk) => events.push(`data ${chunk.length > 0}`));
gzip.on('end', () => events.push('end'));
gzip.on('finish', () => events.push('finish'));
gzip.on('close', () => {
  events.push('close');
  console.log(events.join(', '));
});
gzip.write('abc', () => events.push('written'));
gzip.flush(() => events.push('flushed'));
gzip.end('def');
await new Promise((resolve) => gzip.on('close', resolve));

try {
  await pipeline(Readable.from([Buffer.from('no gzip at all')]), zlib.createGunzip(), async function* (source) {
    for await (const chunk of source) yield chunk;
  });
} catch (error) {
  console.log('pipeline', error.code, error.message);
}
const broken = zlib.createGunzip();
broken.on('error', (error) => console.log('error', error.code, broken.destroyed));
broken.on('close', () => console.log('closed', broken._closed));
broken.end(zlib.gzipSync(text).subarray(0, 50));
await new Promise((resolve) => broken.on('close', resolve));

const two = Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')]);
console.log((await promisify(zlib.gunzip)(two)).toString(), (await promisify(zlib.unzip)(zlib.deflateSync('plain'))).toString());
const unzip = zlib.createUnzip();
const pieces = [];
unzip.on('data', (chunk) => pieces.push(chunk));
for (const byte of zlib.gzipSync('byte by byte')) unzip.write(Buffer.of(byte));
unzip.end();
await new Promise((resolve) => unzip.on('end', resolve));
console.log(Buffer.concat(pieces).toString());

const params = zlib.createDeflate({ level: 9 });
const out = [];
params.on('data', (chunk) => out.push(chunk));
params.write('a'.repeat(5000));
params.params(0, zlib.constants.Z_DEFAULT_STRATEGY, (error) => {
  console.log('params', error ?? 'set');
  params.end('b'.repeat(5000));
});
await new Promise((resolve) => params.on('end', resolve));
console.log(Buffer.concat(out).length > 5000, zlib.inflateSync(Buffer.concat(out)).length);

// What goes wrong with compressed data and options, by code.
import zlib from 'node:zlib';

function attempt(name, run) {
  try {
    console.log(name, run());
  } catch (error) {
    console.log(name, error.name, error.code, error.errno, error.message);
  }
}

const whole = zlib.gzipSync('hello hello hello hello');
attempt('not gzip', () => zlib.gunzipSync(Buffer.from('nothing of the kind')));
attempt('cut', () => zlib.gunzipSync(whole.subarray(0, -4)));
attempt('cut, but told to take it', () => zlib.gunzipSync(whole.subarray(0, -4), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString());
attempt('broken check', () => zlib.gunzipSync(Buffer.concat([whole.subarray(0, -8), Buffer.alloc(8)])));
attempt('broken data', () => zlib.inflateRawSync(Buffer.from([0xff, 0xff, 0xff])));
attempt('too large', () => zlib.gunzipSync(zlib.gzipSync(Buffer.alloc(100_000)), { maxOutputLength: 1000 }));
attempt('junk after the end', () => zlib.gunzipSync(Buffer.concat([whole, Buffer.from('junk')])));
attempt('zeros after the end', () => zlib.gunzipSync(Buffer.concat([whole, Buffer.alloc(10)])).toString());
attempt('level', () => zlib.gzipSync('x', { level: 99 }));
attempt('level type', () => zlib.gzipSync('x', { level: '9' }));
attempt('chunkSize', () => zlib.createGzip({ chunkSize: 3 }));
attempt('windowBits', () => zlib.createDeflate({ windowBits: 3 }));
attempt('input', () => zlib.gzipSync(42));
attempt('callback', () => zlib.gzip('x'));
attempt('dictionary', () => zlib.inflateSync(zlib.deflateSync('a word in it', { dictionary: Buffer.from('word') })));
attempt('other dictionary', () => zlib.inflateSync(zlib.deflateSync('a word in it', { dictionary: Buffer.from('word') }), { dictionary: Buffer.from('else') }));
attempt('same dictionary', () => zlib.inflateSync(zlib.deflateSync('a word in it', { dictionary: Buffer.from('word') }), { dictionary: Buffer.from('word') }).toString());
attempt('crc32', () => [zlib.crc32('hello'), zlib.crc32(Buffer.from('lo'), zlib.crc32('hel'))]);
attempt('crc32 of a number', () => zlib.crc32(1));
zlib.gunzip(Buffer.from('nothing'), (error, result) => console.log('callback', error.code, error.errno, error.message, result));

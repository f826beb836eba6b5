// File streams: events in order, descriptors, ranges, errors.
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
fs.mkdirSync('w-streams'); process.chdir('w-streams');
fs.writeFileSync('a', 'hello world');
const pause = () => new Promise((resolve) => setTimeout(resolve, 60));
async function watchEvents(name, stream, quiet) {
  const seen = [];
  for (const event of ['open', 'ready', 'data', 'end', 'finish', 'close', 'error', 'drain', 'pipe', 'unpipe']) {
    if (event === 'data' && quiet) continue;
    stream.on(event, (value) => seen.push(event === 'data' ? `data:${value}` : event === 'error' ? `error:${value.code}:${value.message}` : event === 'open' ? `open:${typeof value}` : event));
  }
  await pause();
  console.log(name, seen.join(' '), '| fd', stream.fd === null ? null : typeof stream.fd, 'bytes', stream.bytesRead ?? stream.bytesWritten, 'destroyed', stream.destroyed, 'closed', stream.closed, 'pending', stream.pending, stream.path, stream.flags, stream.mode);
  return stream;
}
await watchEvents('plain', fs.createReadStream('a'));
await watchEvents('text', fs.createReadStream('a', 'utf8'));
await watchEvents('range', fs.createReadStream('a', { start: 2, end: 4, highWaterMark: 2 }));
await watchEvents('first byte', fs.createReadStream('a', { end: 0 }));
await watchEvents('past the end', fs.createReadStream('a', { start: 50 }));
await watchEvents('missing', fs.createReadStream('none'));
await watchEvents('missing, kept', fs.createReadStream('none', { autoClose: false }));
await watchEvents('folder', fs.createReadStream('.'));
(await watchEvents('kept open', fs.createReadStream('a', { autoClose: false }))).destroy();
await watchEvents('no close event', fs.createReadStream('a', { emitClose: false }));
const fd = fs.openSync('a'); await watchEvents('descriptor', fs.createReadStream('', { fd, start: 6 })); try { fs.fstatSync(fd); } catch (error) { console.log(error.code); }
await watchEvents('bad descriptor', fs.createReadStream('', { fd: 999 }));
{ const s = fs.createReadStream('a'); s.destroy(); await watchEvents('destroyed at once', s); }
{ const s = fs.createReadStream('a'); s.destroy(new Error('boom')); await watchEvents('destroyed with error', s); }
{ const s = fs.createReadStream('a'); s.once('open', () => s.destroy()); await watchEvents('destroyed on open', s); }
{ const s = fs.createReadStream('a'); s.close((error) => console.log('close callback', error?.code)); await watchEvents('close()', s); }
{ const s = fs.createReadStream('a'); await watchEvents('never read', s, true); console.log(s.readableFlowing); s.destroy(); await pause(); console.log(s.fd, s.closed); }
{ const s = fs.createReadStream('a', { highWaterMark: 4 }); s.on('readable', () => { let chunk; while ((chunk = s.read()) !== null) console.log('read', chunk.toString()); }); await watchEvents('readable', s, true); }
{ const s = fs.createReadStream('a', { highWaterMark: 3, encoding: 'utf8' }); let n = 0; s.on('data', () => { if (n++ === 0) { s.pause(); setTimeout(() => s.resume(), 5); } }); await watchEvents('paused', s); }
{ const s = fs.createWriteStream('b'); s.write('x'); s.end('y'); await watchEvents('write', s); console.log(fs.readFileSync('b', 'utf8')); }
{ const s = fs.createWriteStream('b', { flags: 'a' }); s.write('x'); s.end('y'); await watchEvents('append', s); console.log(fs.readFileSync('b', 'utf8')); }
{ const s = fs.createWriteStream('b', { flags: 'r+', start: 1 }); s.end('Q'); await watchEvents('in place', s); console.log(fs.readFileSync('b', 'utf8')); }
{ const s = fs.createWriteStream('b', { start: 2 }); s.end('Q'); await watchEvents('from 2', s); console.log(JSON.stringify(fs.readFileSync('b', 'utf8'))); }
{ const s = fs.createWriteStream('none/b'); s.write('x', (error) => console.log('write callback', error?.code)); await watchEvents('write missing', s); }
{ const s = fs.createWriteStream('b', { encoding: 'hex' }); s.write('616263'); s.end(); await watchEvents('hex', s); console.log(fs.readFileSync('b', 'utf8')); }
{ const s = fs.createWriteStream('b', { autoClose: false }); s.end('x'); await watchEvents('write kept', s); s.destroy(); await pause(); console.log(s.fd); }
{ const s = fs.createWriteStream('b', { highWaterMark: 2 }); console.log(s.write('abc'), s.writableNeedDrain); await watchEvents('drain', s); s.cork(); s.write('1'); s.write('2'); s.uncork(); s.end(); await watchEvents('corked', s); console.log(fs.readFileSync('b', 'utf8')); }
{ const s = fs.createWriteStream('b'); s.destroy(); await watchEvents('write destroyed', s); s.write('x', (error) => console.log(error.code)); await pause(); }
{ const s = fs.createWriteStream('b'); try { s.write(5); } catch (error) { console.log(error.code); } s.end(); await watchEvents('number', s); }
{ const s = fs.createWriteStream('b', { fd: 999 }); s.end('x'); await watchEvents('write bad descriptor', s); }
{ const s = fs.createWriteStream('b'); s.close(() => console.log('close callback')); await watchEvents('write close()', s); }
{ const s = fs.createWriteStream('b', { flush: true }); s.end('flushed', () => console.log('end callback')); await watchEvents('flush', s); }
{ const h = await fsp.open('a'); await watchEvents('handle', h.createReadStream()); console.log(h.fd); }
{ const h = await fsp.open('a'); const s = await watchEvents('handle kept', h.createReadStream({ autoClose: false })); h.on('close', () => console.log('handle close')); await h.close(); await pause(); console.log(s.destroyed, h.fd); }
{ const h = await fsp.open('a'); const s = h.createReadStream(); s.once('data', () => h.close()); await watchEvents('handle closed in the middle', s); console.log(h.fd); }
{ const h = await fsp.open('c', 'w'); const s = h.createWriteStream(); s.end('q'); await watchEvents('handle write', s); console.log(h.fd, fs.readFileSync('c', 'utf8')); }
{ const h = await fsp.open('a'); await watchEvents('fd: handle', fs.createReadStream(null, { fd: h })); console.log(h.fd); }
await pipeline(fs.createReadStream('a'), fs.createWriteStream('c')); console.log(fs.readFileSync('c', 'utf8'));
await pipeline(fs.createReadStream('none'), fs.createWriteStream('c')).catch((error) => console.log(error.message));
await pipeline(fs.createReadStream('a', 'utf8'), async function* (source) { for await (const chunk of source) yield chunk.toUpperCase(); }, fs.createWriteStream('c')); console.log(fs.readFileSync('c', 'utf8'));
await pipeline(fs.createReadStream('a'), async function* () { throw new Error('in the middle'); }, fs.createWriteStream('c')).catch((error) => console.log(error.message));
{ const source = fs.createReadStream('a'); const sink = fs.createWriteStream('none/x'); source.pipe(sink); sink.on('error', () => {}); await pause(); console.log('after a failed pipe', source.destroyed, typeof source.fd); source.destroy(); await pause(); }
{ const controller = new AbortController(); const s = fs.createReadStream('a', { signal: controller.signal }); controller.abort(); await watchEvents('aborted', s); }
for await (const chunk of fs.createReadStream('a', { highWaterMark: 4, encoding: 'utf8' })) { console.log(chunk); break; }
{ const s = fs.createReadStream('a', { fs: { open: (p, f, m, cb) => fs.open(p, f, m, cb), read: (d, b, o, l, p, cb) => { console.log('own read'); fs.read(d, b, o, l, p, cb); }, close: (d, cb) => { console.log('own close'); fs.close(d, cb); } } }); await watchEvents('own functions', s); }
console.log(fs.createReadStream('a', { autoClose: false }).on('open', function () { this.destroy(); }).autoClose, fs.ReadStream.name, fs.WriteStream.name);
await pause();

// fs.watch: which events for what, and that a watcher ends.
import fs from 'node:fs';
import fsp from 'node:fs/promises';
fs.mkdirSync('w-watch'); process.chdir('w-watch');
const pause = () => new Promise((resolve) => setTimeout(resolve, 60));
async function watched(name, target, ...changes) {
  const seen = []; const watcher = fs.watch(target, (event, file) => seen.push(`${event}:${file}`));
  for (const change of changes) { change(); await pause(); }
  console.log(name, seen.join(' '));
  watcher.on('close', () => console.log('closed')); watcher.close(); watcher.close(); await pause();
}
fs.writeFileSync('a', '1');
await watched('create', '.', () => fs.closeSync(fs.openSync('n', 'w')));
await watched('append', '.', () => fs.appendFileSync('n', 'x'));
await watched('rename', '.', () => fs.renameSync('n', 'm'));
await watched('chmod', '.', () => fs.chmodSync('m', 0o600));
await watched('unlink', '.', () => fs.unlinkSync('m'));
await watched('mkdir', '.', () => fs.mkdirSync('d'));
await watched('below', '.', () => fs.mkdirSync('d/e'));
await watched('overwrite', '.', () => fs.writeFileSync('a', 'xx'));
await watched('new file with text', '.', () => fs.writeFileSync('c', 'xx'));
await watched('file overwritten', 'a', () => fs.writeFileSync('a', 'xxx'));
await watched('file append', 'a', () => fs.appendFileSync('a', 'x'));
await watched('file chmod', 'a', () => fs.chmodSync('a', 0o600));
await watched('file renamed', 'a', () => fs.renameSync('a', 'b'));
await watched('file replaced', 'b', () => fs.writeFileSync('t', ''), () => fs.renameSync('t', 'b'), () => fs.appendFileSync('b', 'x'));
await watched('file unlinked', 'b', () => fs.unlinkSync('b'));
fs.writeFileSync('u', '');
const controller = new AbortController(); setTimeout(() => fs.appendFileSync('u', '3'), 30); setTimeout(() => controller.abort(), 60);
try { for await (const event of fsp.watch('.', { signal: controller.signal })) console.log(event); } catch (error) { console.log(error.name, error.code, error.message); }
for (const after of [10]) setTimeout(() => fs.appendFileSync('u', '4'), after);
for await (const { eventType, filename } of fsp.watch('u')) { console.log(eventType, filename); break; }
const signal = AbortSignal.timeout(20); const ended = fs.watch('.', { signal }); ended.on('close', () => console.log('closed by signal'));
await pause();
const other = fs.watch('.', { encoding: 'buffer', persistent: false }); other.on('change', (event, file) => console.log(event, Buffer.isBuffer(file))); fs.appendFileSync('u', '5'); await pause(); other.close();
console.log(other.unref() === other, typeof other.ref);

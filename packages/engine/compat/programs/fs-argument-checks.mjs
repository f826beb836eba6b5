// What node:fs refuses before it does anything, one a line.
import fs from 'node:fs';
fs.mkdirSync('w-checks'); process.chdir('w-checks');
fs.writeFileSync('a', 'hello');
const fd = fs.openSync('a', 'r+');
const none = () => {};
const cases = {
  mkdirRecursive: () => fs.mkdirSync('d', { recursive: 1 }), mkdirRecursiveNull: () => fs.mkdir('d', { recursive: null }, none),
  symlinkType: () => fs.symlinkSync('a', 'b', 'nope'), symlinkTypeFalse: () => fs.symlink('a', 'b', false, none),
  signalText: () => fs.readFile('a', { signal: 'hello' }, none), signalWrite: () => fs.writeFile('a', '', { signal: 1 }, none),
  urlSlash: () => fs.readFileSync(new URL('file:///c%2Fd')), fchmodMode: () => fs.fchmod(fd, '12x'), fchmodMissing: () => fs.fchmod(fd, 0o600),
  fchownUid: () => fs.fchown(fd, 'x'), ftruncateText: () => fs.ftruncate(fd, 'x'), readOptionsText: () => fs.readSync(fd, Buffer.alloc(1), 'x'), readOptionsArray: () => fs.readSync(fd, Buffer.alloc(1), []),
  watchRecursive: () => fs.watch('.', { recursive: '1' }), cpVerbatim: () => fs.cpSync('a', 'b', { verbatimSymlinks: undefined }),
};
for (const [name, run] of Object.entries(cases)) {
  try { run(); console.log(name, 'nothing thrown'); } catch (error) { console.log(name, error.name, error.code, error.message); }
}
fs.closeSync(fd);
console.log(await fs.promises.symlink('a', 'b', 'nope').catch((error) => error.message));
process.on('warning', ({ name, code, message }) => console.log(name, code, message));
console.log(fs.existsSync(), fs.existsSync({}));
fs.rmdirSync(fs.mkdtempSync('tX')); fs.rmdirSync(fs.mkdtempSync('tX'));

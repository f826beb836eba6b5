// Synchronous node:fs: what programs see of files, folders and descriptors.
import fs from 'node:fs';
import path from 'node:path';
fs.mkdirSync('w-sync'); process.chdir('w-sync');
fs.writeFileSync('a', 'héllo');
console.log(fs.readFileSync('a'), fs.readFileSync('a', 'utf8'), fs.readFileSync('a', { encoding: 'hex' }), fs.readFileSync('a', 'base64'), fs.readFileSync('a', 'latin1'));
fs.writeFileSync('bom', Buffer.from([0xef, 0xbb, 0xbf, 0x61])); console.log(fs.readFileSync('bom', 'utf8').length, fs.readFileSync('bom').toString().length);
fs.writeFileSync('broken', Buffer.from([0x61, 0xff, 0x62])); console.log(JSON.stringify(fs.readFileSync('broken', 'utf8')));
fs.appendFileSync('a', '!'); fs.appendFileSync('new', 'made'); console.log(fs.readFileSync('a', 'utf8'), fs.readFileSync('new', 'utf8'));
fs.writeFileSync('hex', '616263', 'hex'); fs.writeFileSync('view', new Uint16Array([0x4241])); fs.writeFileSync('dv', new DataView(new ArrayBuffer(2))); console.log(fs.readFileSync('hex', 'utf8'), fs.readFileSync('view', 'utf8'), fs.readFileSync('dv'));
fs.writeFileSync('a', '>>', { flag: 'a' }); console.log(fs.readFileSync('a', { encoding: 'utf8', flag: 'r' }));

const fd = fs.openSync('n', 'w+');
console.log(fs.writeSync(fd, 'hello world'), fs.writeSync(fd, 'HE', 0), fs.writeSync(fd, Buffer.from('xyz'), 1, 2, 6), fs.writeSync(fd, '!', null, 'utf8'));
const buffer = Buffer.alloc(20, '.');
console.log(fs.readSync(fd, buffer, 0, 5, 0), buffer.toString(), fs.readSync(fd, buffer), fs.readSync(fd, buffer, { offset: 2, length: 3, position: 6 }), buffer.toString(), fs.readSync(fd, buffer, 0, 0, 0), fs.readSync(fd, new Uint8Array(4), 1, 2, 0n));
console.log(fs.fstatSync(fd).size, fs.ftruncateSync(fd, 4), fs.fstatSync(fd).size, fs.readFileSync('n', 'utf8'), fs.ftruncateSync(fd, 6), fs.readFileSync('n'), fs.fsyncSync(fd), fs.fdatasyncSync(fd));
console.log(fs.writevSync(fd, [Buffer.from('ab'), Buffer.from('cd')], 0), fs.readvSync(fd, [buffer.subarray(0, 1), buffer.subarray(1, 4)], 0), buffer.toString('utf8', 0, 4));
fs.closeSync(fd);
const first = fs.openSync('a'); const second = fs.openSync('a'); fs.closeSync(first); const third = fs.openSync('n'); console.log(third === first, second > first); fs.closeSync(third); fs.closeSync(second);
const reading = fs.openSync('a'); fs.readSync(reading, Buffer.alloc(2)); console.log(fs.readFileSync(reading, 'utf8'), JSON.stringify(fs.readFileSync(reading, 'utf8'))); fs.closeSync(reading);
const appending = fs.openSync('a', 'a+'); fs.writeSync(appending, 'END', 0); console.log(fs.readFileSync('a', 'utf8')); fs.writeFileSync(appending, '+fd'); console.log(fs.readFileSync('a', 'utf8')); fs.closeSync(appending);
for (const flags of ['r', 'w', 'r+', 'a', 0, 2, fs.constants.O_WRONLY | fs.constants.O_CREAT]) { const each = fs.openSync('flags', typeof flags === 'string' && flags.startsWith('r') ? (fs.writeFileSync('flags', 'x'), flags) : flags); let wrote; try { wrote = fs.writeSync(each, 'y'); } catch (error) { wrote = error.message; } console.log(flags, wrote); fs.closeSync(each); }
fs.truncateSync('a', 3); console.log(fs.readFileSync('a')); fs.truncateSync('a'); console.log(fs.readFileSync('a').length);

console.log(fs.mkdirSync('d'), fs.mkdirSync('d/e/f', { recursive: true }), fs.mkdirSync('d/e/f', { recursive: true }), fs.mkdirSync('p/q/', { recursive: true }), fs.mkdirSync('./r/../s/t', { recursive: true }));
fs.writeFileSync('d/z', '1'); fs.writeFileSync('d/e/y', '22'); fs.writeFileSync('d/e/f/x', '333');
console.log(fs.readdirSync('d').sort(), fs.readdirSync('d', { recursive: true }).sort(), fs.readdirSync('d', 'buffer').length, fs.readdirSync(Buffer.from('d')).length);
console.log(fs.readdirSync('d', { withFileTypes: true }).map((e) => [e.name, e.parentPath, e.isFile(), e.isDirectory(), e.isSymbolicLink(), e.isSocket()]), fs.readdirSync('d', { withFileTypes: true, recursive: true }).map((e) => path.join(e.parentPath, e.name)).sort());
console.log(fs.readdirSync('d', { withFileTypes: true }).find((e) => e.name === 'z'), JSON.stringify(fs.readdirSync('d', { withFileTypes: true }).find((e) => e.name === 'z')), fs.readdirSync('d/')[0] !== undefined);
const stat = fs.statSync('d/e/y'); console.log(stat.size, stat.isFile(), stat.isDirectory(), stat.nlink, (stat.mode & 0o777).toString(8), (stat.mode & fs.constants.S_IFMT) === fs.constants.S_IFREG, stat.mtime instanceof Date, stat.mtime.getTime() === Math.round(stat.mtimeMs) || Math.abs(stat.mtime - stat.mtimeMs) < 1, Object.keys(stat).join(), stat.blksize, stat.blocks > 0);
console.log(fs.statSync('d').isDirectory(), fs.statSync('d').nlink, fs.statSync('d/e/y', { bigint: true }).size, typeof fs.statSync('d', { bigint: true }).mtimeNs, fs.statSync('d', { bigint: true }).isDirectory(), fs.statSync('/dev/null').isCharacterDevice(), fs.statSync('/proc/self/fd').isDirectory());
fs.utimesSync('d/z', 1000, new Date(2_000_000)); console.log(fs.statSync('d/z').atimeMs, fs.statSync('d/z').mtimeMs, fs.statSync('d/z').mtime.toISOString()); fs.chmodSync('d/z', 0o640); console.log((fs.statSync('d/z').mode & 0o777).toString(8)); fs.chmodSync('d/z', '600'); console.log((fs.statSync('d/z').mode & 0o777).toString(8));
const handle = fs.openSync('d/z', 'r+'); fs.fchmodSync(handle, 0o644); fs.futimesSync(handle, 5, 6); console.log((fs.fstatSync(handle).mode & 0o777).toString(8), fs.fstatSync(handle).mtimeMs); fs.closeSync(handle);
fs.symlinkSync('d/e', 'link'); console.log(fs.readlinkSync('link'), fs.lstatSync('link').isSymbolicLink(), fs.statSync('link').isDirectory(), fs.realpathSync('link/y') === path.resolve('d/e/y'), fs.realpathSync.native('link/../z') === path.resolve('d/z'), fs.readFileSync('link/y', 'utf8'), fs.readdirSync('.', { withFileTypes: true }).find((e) => e.name === 'link').isSymbolicLink());
fs.symlinkSync('nowhere', 'dangling'); console.log(fs.existsSync('dangling'), fs.existsSync('link'), fs.existsSync(''), fs.existsSync('a/b')); fs.writeFileSync('dangling', 'through'); console.log(fs.readFileSync('nowhere', 'utf8'));
fs.renameSync('d/z', 'moved'); fs.renameSync('d/e', 'd/g'); console.log(fs.existsSync('d/z'), fs.readFileSync('moved', 'utf8'), fs.readFileSync('d/g/f/x', 'utf8'), fs.existsSync('link')); fs.writeFileSync('over', 'old'); fs.renameSync('moved', 'over'); console.log(fs.readFileSync('over', 'utf8'));
fs.copyFileSync('over', 'copy'); console.log(fs.readFileSync('copy', 'utf8'), (fs.statSync('copy').mode & 0o777).toString(8)); fs.unlinkSync('copy'); console.log(fs.existsSync('copy'));
const gone = fs.openSync('over'); fs.unlinkSync('over'); console.log(fs.readFileSync(gone, 'utf8'), fs.fstatSync(gone).nlink); fs.closeSync(gone);
fs.rmSync('d', { recursive: true }); fs.rmSync('p', { recursive: true, force: true }); fs.rmSync('link'); console.log(fs.existsSync('d'), fs.existsSync('link')); fs.mkdirSync('empty'); fs.rmdirSync('empty'); console.log(fs.existsSync('empty'));
const made = fs.mkdtempSync('tmp-'); console.log(made.length, /^tmp-[A-Za-z0-9]{6}$/.test(made), fs.statSync(made).isDirectory(), (fs.statSync(made).mode & 0o777).toString(8));
const opened = fs.openSync('nowhere'); console.log(fs.readlinkSync(`/proc/self/fd/${opened}`) === path.resolve('nowhere'), fs.readdirSync('/proc/self/fd').includes(String(opened))); fs.closeSync(opened); console.log(fs.existsSync(`/proc/self/fd/${opened}`));
const before = fs.readdirSync('/proc/self/fd').length; const held = [1, 2, 3].map(() => fs.openSync('nowhere')); console.log(fs.readdirSync('/proc/self/fd').length - before); held.forEach((each) => fs.closeSync(each)); console.log(fs.readdirSync('/proc/self/fd').length - before);
const dir = fs.opendirSync(made); fs.writeFileSync(`${made}/one`, ''); console.log(dir.path === made, dir.readSync()?.name, dir.readSync(), dir.closeSync()); try { dir.readSync(); } catch (error) { console.log(error.code, error.message); } try { dir.closeSync(); } catch (error) { console.log(error.code); }
fs.writeSync(1, 'to standard output\n'); fs.writeFileSync(1, 'whole to it\n'); fs.writeFileSync('/dev/null', 'nothing'); console.log(fs.readFileSync('/dev/null').length, fs.writeSync(2, ''));
console.log(fs.constants.O_CREAT, fs.constants.S_IFREG, fs.constants.COPYFILE_EXCL, Object.getPrototypeOf(fs.constants), fs.promises.constants === fs.constants, typeof fs.realpath.native, fs.ReadStream === fs.FileReadStream);
console.log(Object.keys(fs).filter((name) => !/^(glob|openAsBlob|watchFile|unwatchFile|statfs|cp|link|l?chown|fchown|lchmod|lutimes|mkdtempDisposable|Utf8Stream|FileReadStream|FileWriteStream)/.test(name)).sort().join());
using scope = { [Symbol.dispose]: () => console.log('disposed') };

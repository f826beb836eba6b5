// Errors of node:fs, one a line: class, code, message, fields.
import fs from 'node:fs';
fs.mkdirSync('w-errors'); process.chdir('w-errors');
fs.writeFileSync('a', 'hello'); fs.mkdirSync('d'); fs.writeFileSync('d/x', ''); fs.symlinkSync('l1', 'l2'); fs.symlinkSync('l2', 'l1');
const three = Buffer.alloc(3);
const cases = {
  openUndefined: () => fs.openSync(), openNull: () => fs.openSync(null), openZero: () => fs.openSync('a\0b'), openFlags: () => fs.openSync('a', 'zz'), openFlagsObject: () => fs.openSync('a', {}), openEmpty: () => fs.openSync(''),
  openMode: () => fs.openSync('a', 'r', '9z'), openModeNegative: () => fs.openSync('a', 'r', -1), openModeFraction: () => fs.openSync('a', 'r', 1.5), openModeObject: () => fs.openSync('a', 'r', {}),
  openMissing: () => fs.openSync('none'), openExclusive: () => fs.openSync('a', 'wx'), openDirectory: () => fs.openSync('d', 'w'), openLoop: () => fs.openSync('l1'), openBelowFile: () => fs.openSync('a/b'),
  openLong: () => fs.openSync('x'.repeat(300)), openUrl: () => fs.openSync(new URL('file:///none')), openHttp: () => fs.openSync(new URL('http://x/')), openBuffer: () => fs.openSync(Buffer.from('none')),
  closeUndefined: () => fs.closeSync(), closeText: () => fs.closeSync('3'), closeNegative: () => fs.closeSync(-1), closeFraction: () => fs.closeSync(1.5), closeLarge: () => fs.closeSync(2 ** 31), closeBad: () => fs.closeSync(999),
  readdirFile: () => fs.readdirSync('a'), readdirMissing: () => fs.readdirSync('none', { withFileTypes: true }), rmdirFull: () => fs.rmdirSync('d'), rmdirMissing: () => fs.rmdirSync('none'), rmdirFile: () => fs.rmdirSync('a'),
  rmMissing: () => fs.rmSync('none'), rmFolder: () => fs.rmSync('d'), rmForced: () => fs.rmSync('none', { force: true }), unlinkFolder: () => fs.unlinkSync('d'), unlinkMissing: () => fs.unlinkSync('none'),
  renameMissing: () => fs.renameSync('none', 'b'), renameFolderOnFile: () => fs.renameSync('d', 'a'), renameFileOnFolder: () => fs.renameSync('a', 'd'), renameIntoItself: () => fs.renameSync('d', 'd/e'),
  copyMissing: () => fs.copyFileSync('none', 'b'), copyFolder: () => fs.copyFileSync('d', 'b'), copyExclusive: () => fs.copyFileSync('a', 'a', fs.constants.COPYFILE_EXCL), copyOnFolder: () => fs.copyFileSync('a', 'd'), copyMode: () => fs.copyFileSync('a', 'b', 8),
  accessMissing: () => fs.accessSync('none'), accessExecute: () => fs.accessSync('a', fs.constants.X_OK), accessRead: () => fs.accessSync('a', fs.constants.R_OK), accessMode: () => fs.accessSync('a', 9),
  mkdirExisting: () => fs.mkdirSync('d'), mkdirBelow: () => fs.mkdirSync('nn/b'), mkdirMany: () => fs.mkdirSync('q/w/e', { recursive: true }), mkdirAgain: () => fs.mkdirSync('q/w/e', { recursive: true }),
  mkdirThroughFile: () => fs.mkdirSync('a/b/c', { recursive: true }), mkdirOnFile: () => fs.mkdirSync('a', { recursive: true }),
  truncateMissing: () => fs.truncateSync('none'), ftruncateBad: () => fs.ftruncateSync(999), ftruncateText: () => fs.ftruncateSync(3, 'x'), fsyncBad: () => fs.fsyncSync(999), fchmodBad: () => fs.fchmodSync(999, 0o600), futimesBad: () => fs.futimesSync(999, 1, 2),
  readFileMissing: () => fs.readFileSync('none'), readFileMissingText: () => fs.readFileSync('none', 'utf8'), readFileFolder: () => fs.readFileSync('d'), readFileFolderText: () => fs.readFileSync('d', 'utf8'), readFileEncoding: () => fs.readFileSync('a', 'nope'),
  readFileEncodingOption: () => fs.readFileSync('a', { encoding: 'nope' }), readFileOptions: () => fs.readFileSync('a', 5), readFileBad: () => fs.readFileSync(999), readFileBadText: () => fs.readFileSync(999, 'utf8'),
  statMissing: () => fs.statSync('none'), statQuiet: () => fs.statSync('none', { throwIfNoEntry: false }), statBelowFile: () => fs.statSync('a/b'), statBelowFileQuiet: () => fs.statSync('a/b', { throwIfNoEntry: false }), lstatMissing: () => fs.lstatSync('none'), fstatBad: () => fs.fstatSync(999),
  realpathNative: () => fs.realpathSync.native('none'), readlinkFile: () => fs.readlinkSync('a'), symlinkExisting: () => fs.symlinkSync('a', 'd'), utimesMissing: () => fs.utimesSync('none', 1, 2), utimesText: () => fs.utimesSync('a', 'x', 2), chmodMissing: () => fs.chmodSync('none', 0o600),
  mkdtempBelow: () => fs.mkdtempSync('none/x'), mkdtempNumber: () => fs.mkdtempSync(5), writeFileBelow: () => fs.writeFileSync('none/x', ''), writeFileObject: () => fs.writeFileSync('a', {}), writeFileNumber: () => fs.writeFileSync('a', 5), writeFileFolder: () => fs.writeFileSync('d', 'x'),
  appendBelow: () => fs.appendFileSync('none/x', 'q'), writeObject: () => fs.writeSync(1, {}), writeBad: () => fs.writeSync(999, 'x'), writeOffset: () => fs.writeSync(3, three, 5), writeLength: () => fs.writeSync(3, three, 0, 9),
  readText: () => fs.readSync(999, 'x'), readOptions: () => fs.readSync(3, three, 5), readLength: () => fs.readSync(3, three, 0, 5), readPosition: () => fs.readSync(3, three, 0, 1, 'x'), readBad: () => fs.readSync(999, three), readvBad: () => fs.readvSync(999, [three]), readvText: () => fs.readvSync(3, ['x']),
  opendirMissing: () => fs.opendirSync('none'), opendirFile: () => fs.opendirSync('a'), watchMissing: () => fs.watch('none'),
  streamUndefined: () => fs.createReadStream(), streamFd: () => fs.createReadStream('a', { fd: 'x' }), streamStart: () => fs.createReadStream('a', { start: 'x' }), streamRange: () => fs.createReadStream('a', { start: 5, end: 2 }), writeStreamUndefined: () => fs.createWriteStream(),
  callbackReadFile: () => fs.readFile('a'), callbackStat: () => fs.stat('a', {}), callbackRead: () => fs.read(3, three, 0, 1, 0), callbackOpen: () => fs.open('a', 'r'), callbackClose: () => fs.close(3, 5), callbackExists: () => fs.exists('a'), callbackWrite: () => fs.write(1, 'x'), callbackRename: () => fs.rename('a', 'b'),
};
for (const [name, run] of Object.entries(cases)) {
  try {
    console.log(name, '->', run());
  } catch (error) {
    const { stack, message, ...fields } = error;
    console.log(name, error.name, error.code, JSON.stringify(message), JSON.stringify(fields, Object.keys(fields).sort()));
  }
}
try { fs.realpathSync('none/x'); } catch (error) { console.log(error.message.replace(process.cwd(), 'CWD')); }
try { fs.openSync('none'); } catch (error) { console.log(error.stack.split('\n')[0], Object.keys(error), error instanceof Error); }

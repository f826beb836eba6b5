// FileHandle: positions, appendFile, readLines, use after close, double close, stat by handle, truncation.
import { constants, open, readFile, rm, writeFile, mkdtemp, opendir, access, copyFile, mkdir, readdir, rename, symlink, readlink, lstat } from 'node:fs/promises';
await writeFile('x', 'hello world\nsecond\n');
const handle = await open('x', 'r+');
const buffer = Buffer.alloc(5);
console.log((await handle.read(buffer, 0, 5, 6)).bytesRead, String(buffer), (await handle.stat()).size, typeof handle.fd);
console.log((await handle.read({ buffer, position: 100 })).bytesRead, (await handle.write('J', 0)).bytesWritten);
await handle.truncate(5);
console.log(await handle.readFile('utf8'), await readFile('x', 'utf8'));
await handle.close();
for (const attempt of [() => handle.close(), () => handle.read(buffer), () => handle.stat(), () => open('missing'), () => open('x', 'wx'), () => open('x', 'nope'), () => open('.', 'w'), () => access('x', constants.X_OK), () => rm('missing'), () => mkdir('x'), () => readdir('x'), () => rename('missing', 'y'), () => readlink('x'), () => copyFile('x', 'x2', constants.COPYFILE_EXCL).then(() => copyFile('x', 'x2', constants.COPYFILE_EXCL))]) {
  try { await attempt(); console.log('fine'); } catch (error) { console.log(error.name, error.code, error.syscall); }
}
await writeFile('lines', 'a\r\nb\n\nlast');
const lines = [];
const reading = await open('lines');
for await (const line of reading.readLines()) lines.push(line);
console.log(lines);
{ await using auto = await open('lines'); console.log((await auto.read(buffer, 0, 1, 0)).bytesRead); }
await mkdir('d/e/f', { recursive: true });
await writeFile('d/e/g', '');
await symlink('e', 'd/link');
const names = [];
for await (const entry of await opendir('d', { recursive: true })) names.push(`${entry.name} ${entry.isDirectory()} ${entry.isSymbolicLink()}`);
console.log(names.sort(), (await lstat('d/link')).isSymbolicLink(), (await readdir('d', { withFileTypes: true })).map((entry) => entry.name));
await rm('d', { recursive: true });
console.log(await readdir('.').then((all) => all.filter((name) => name !== 'node_modules' && !name.endsWith('.mjs'))));

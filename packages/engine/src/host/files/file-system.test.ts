import { expect, test } from 'vitest';
import { FileSystem } from './file-system.ts';
import { readWhole, writeWhole } from './file-tree.ts';

function boot(capacityBytes = 1024) {
  let now = 1000;
  const files = new FileSystem({ capacityBytes, nowMs: () => now });
  return { files, pass: (ms: number) => (now += ms), text: (path: string) => new TextDecoder().decode(readWhole(files, path)) };
}

test('rename() replaces a file and frees the bytes of the one it replaced', () => {
  const { files, text } = boot();
  writeWhole(files, '/app/new', 'new');
  writeWhole(files, '/app/old', 'something old');
  files.rename('/app/new', '/app/old');
  expect(text('/app/old')).toBe('new');
  expect(() => files.find('/app/new')).toThrow('ENOENT');
  expect(files.usedBytes).toBe(3);
});

test('rename() of a file onto itself changes nothing', () => {
  const { files, text } = boot();
  writeWhole(files, '/app/a', 'kept');
  files.rename('/app/a', '/app/./a');
  expect(text('/app/a')).toBe('kept');
});

test('rename() refuses to move a folder into itself, onto a full one, or onto a file', () => {
  const { files } = boot();
  writeWhole(files, '/app/a/b/file', '');
  writeWhole(files, '/app/full/file', '');
  expect(() => files.rename('/app/a', '/app/a/b/c')).toThrow('EINVAL');
  expect(() => files.rename('/app/a', '/app/full')).toThrow('ENOTEMPTY');
  expect(() => files.rename('/app/a', '/app/full/file')).toThrow('ENOTDIR');
  expect(() => files.rename('/app/full/file', '/app/a')).toThrow('EISDIR');
});

test('rename() moves a folder with all below it', () => {
  const { files, text } = boot();
  writeWhole(files, '/app/a/b/file', 'deep');
  files.rename('/app/a', '/tmp/z');
  expect(text('/tmp/z/b/file')).toBe('deep');
  expect(files.realpath('/tmp/z/b/../b/file')).toBe('/tmp/z/b/file');
});

test('rmdir() refuses a full folder, a file and the root', () => {
  const { files } = boot();
  writeWhole(files, '/app/a/file', '');
  expect(() => files.rmdir('/app/a')).toThrow('ENOTEMPTY');
  expect(() => files.rmdir('/app/a/file')).toThrow('ENOTDIR');
  expect(() => files.rmdir('/')).toThrow('EBUSY');
  files.unlink('/app/a/file');
  files.rmdir('/app/a');
  expect(() => files.find('/app/a')).toThrow('ENOENT');
});

test('unlink() refuses a folder', () => {
  const { files } = boot();
  expect(() => files.unlink('/app')).toThrow('EISDIR');
});

test('write() beyond the capacity fails with ENOSPC and leaves the file as it was', () => {
  const { files, text } = boot(10);
  writeWhole(files, '/app/a', '12345678');
  const file = files.find('/app/a');
  if (file.type !== 'file') throw new Error('not a file');
  expect(() => files.write(file, 8, new Uint8Array(3))).toThrow('ENOSPC: no space left on device');
  expect(text('/app/a')).toBe('12345678');
  files.unlink('/app/a');
  expect(files.usedBytes).toBe(0);
});

test('truncate() shortens, and lengthens with zeroes even where there was text before', () => {
  const { files } = boot();
  writeWhole(files, '/app/a', 'abcdef');
  const file = files.find('/app/a');
  if (file.type !== 'file') throw new Error('not a file');
  files.truncate(file, 2);
  files.truncate(file, 4);
  expect([...readWhole(files, '/app/a')]).toEqual([97, 98, 0, 0]);
  expect(files.usedBytes).toBe(4);
});

test('links are followed, relative to where they lie, and loops end with ELOOP', () => {
  const { files, text } = boot();
  writeWhole(files, '/app/data/file', 'x');
  files.symlink('../app/data', '/tmp/link');
  files.symlink('two', '/tmp/one');
  files.symlink('one', '/tmp/two');
  expect(text('/tmp/link/file')).toBe('x');
  expect(files.realpath('/tmp/link/file')).toBe('/app/data/file');
  expect(() => files.find('/tmp/one')).toThrow('ELOOP');
  expect(files.find('/tmp/one', false).type).toBe('symlink');
});

test('dot dot after a link goes up from where the link leads', () => {
  const { files, text } = boot();
  writeWhole(files, '/app/a/file', 'up');
  files.mkdir('/app/a/b', 0o755);
  files.symlink('/app/a/b', '/tmp/link');
  expect(text('/tmp/link/../file')).toBe('up');
});

test('paths through a file, or with a slash after one, are ENOTDIR; long names ENAMETOOLONG', () => {
  const { files } = boot();
  writeWhole(files, '/app/a', '');
  expect(() => files.find('/app/a/b')).toThrow('ENOTDIR');
  expect(() => files.find('/app/a/')).toThrow('ENOTDIR');
  expect(() => files.find(`/app/${'x'.repeat(256)}`)).toThrow('ENAMETOOLONG');
});

test('stat() shows reads, writes and changes of the mode in their own times', () => {
  const { files, pass } = boot();
  writeWhole(files, '/app/a', 'x');
  const file = files.find('/app/a');
  if (file.type !== 'file') throw new Error('not a file');
  pass(10);
  files.read(file, 0, 1);
  pass(10);
  files.write(file, 0, new Uint8Array(1));
  pass(10);
  files.chmod(file, 0o600);
  expect(files.stat(file)).toMatchObject({ birthtimeMs: 1000, atimeMs: 1010, mtimeMs: 1020, ctimeMs: 1030, mode: 0o600, nlink: 1 });
});

test('stat() counts the folders in a folder', () => {
  const { files } = boot();
  files.mkdir('/app/a', 0o755);
  files.mkdir('/app/b', 0o755);
  writeWhole(files, '/app/file', '');
  expect(files.stat(files.find('/app')).nlink).toBe(4);
});

test('watch() on a folder names what appeared, changed, moved and went', () => {
  const { files } = boot();
  const seen: string[] = [];
  const stop = files.watch(files.find('/app'), (event, name) => seen.push(`${event} ${name}`));
  writeWhole(files, '/app/a', 'x');
  files.rename('/app/a', '/app/b');
  files.unlink('/app/b');
  stop();
  writeWhole(files, '/app/c', 'x');
  expect(seen).toEqual(['rename a', 'change a', 'change a', 'rename a', 'rename b', 'rename b']);
});

test('watch() on a file tells of writes, a new mode and its removal', () => {
  const { files } = boot();
  writeWhole(files, '/app/a', 'x');
  const file = files.find('/app/a');
  const seen: string[] = [];
  files.watch(file, (event, name) => seen.push(`${event} ${name}`));
  if (file.type === 'file') files.write(file, 0, new Uint8Array(1));
  files.chmod(file, 0o600);
  files.rename('/app/a', '/app/b');
  files.unlink('/app/b');
  expect(seen).toEqual(['change a', 'change a', 'rename a', 'change b', 'rename b', 'rename b']);
});

test('permissions of the owner hold', () => {
  const { files } = boot();
  files.mkdir('/app/sealed', 0o555);
  expect(() => files.mkdir('/app/sealed/a', 0o755)).toThrow('EACCES: permission denied');
  files.chmod(files.find('/app/sealed'), 0o755);
  files.mkdir('/app/sealed/a', 0o755);
  files.chmod(files.find('/app/sealed'), 0o555);
  expect(() => files.rmdir('/app/sealed/a')).toThrow('EACCES');
});

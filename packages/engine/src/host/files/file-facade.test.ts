import { expect, test } from 'vitest';
import { createFileFacade } from './file-facade.ts';
import { FileSystem } from './file-system.ts';

const boot = () => createFileFacade(new FileSystem({ capacityBytes: 1 << 20, nowMs: () => 0 }), '/app');

test('mount() writes a tree that readFile() and readdir() show', async () => {
  const files = boot();
  await files.mount({ 'a.txt': { file: { contents: 'A' } }, src: { directory: { 'b.bin': { file: { contents: new Uint8Array([1, 2]) } } } } });
  expect(await files.readFile('a.txt', 'utf8')).toBe('A');
  expect([...(await files.readFile('/app/src/b.bin'))]).toEqual([1, 2]);
  expect(await files.readdir('.')).toEqual(['a.txt', 'src']);
  const entries = await files.readdir('/app', { withFileTypes: true });
  expect(entries.map((entry) => [entry.name, entry.isFile(), entry.isDirectory()])).toEqual([
    ['a.txt', true, false],
    ['src', false, true],
  ]);
});

test('writeFile(), rename(), rm() and exists() agree', async () => {
  const files = boot();
  await files.writeFile('deep/down/file', 'x');
  await files.rename('deep/down/file', 'file');
  expect([await files.exists('deep/down/file'), await files.exists('file')]).toEqual([false, true]);
  await files.rm('deep', { recursive: true });
  await files.rm('file');
  await files.rm('never was', { force: true });
  expect(await files.readdir('/app')).toEqual([]);
});

test('errors say what was being done', async () => {
  const files = boot();
  await files.mkdir('folder/inner', { recursive: true });
  await expect(files.readFile('none')).rejects.toThrow("ENOENT: no such file or directory, open '/app/none'");
  await expect(files.rename('none', 'x')).rejects.toThrow("ENOENT: no such file or directory, rename 'none' -> 'x'");
  await expect(files.mkdir('folder')).rejects.toThrow("EEXIST: file already exists, mkdir 'folder'");
  await expect(files.rm('folder')).rejects.toThrow("EISDIR: illegal operation on a directory, rm 'folder'");
  await expect(files.rm('none')).rejects.toThrow("ENOENT: no such file or directory, rm 'none'");
});

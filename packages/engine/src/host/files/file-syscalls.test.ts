import { expect, test } from 'vitest';
import { ERRNO } from '../../abi/errno.ts';
import { OPEN } from '../../abi/open-flags.ts';
import { HandleTable } from '../handle-table.ts';
import { DescriptorTable } from './descriptors.ts';
import { createFileSyscalls } from './file-syscalls.ts';
import { FileSystem } from './file-system.ts';
import { writeWhole } from './file-tree.ts';

const PID = 100;
const CREATE = OPEN.WRONLY | OPEN.CREAT;

function boot({ limit = 1024, capacityBytes = 1 << 20 } = {}) {
  const handles = new HandleTable(() => 0);
  const files = new FileSystem({ capacityBytes, nowMs: () => 0 });
  const descriptors = new DescriptorTable(PID, handles, limit);
  const changes: string[] = [];
  const sys = createFileSyscalls({ pid: PID, files, descriptors, handles, notify: (handle, event, name) => changes.push(`${handle} ${event} ${name}`) });
  writeWhole(files, '/app/a', 'hello');
  const open = (path = '/app/a', flags: number = OPEN.RDONLY, stack = '') => sys.fsOpen(path, flags, 0o666, stack);
  const text = (result: ArrayBuffer | number) => (typeof result === 'number' ? result : new TextDecoder().decode(result));
  return { handles, files, descriptors, sys, changes, open, text };
}

test('fsOpen() returns the lowest free number, from 3', () => {
  const { sys, open } = boot();
  expect([open(), open(), open()]).toEqual([3, 4, 5]);
  sys.fsClose(4);
  sys.fsClose(3);
  expect([open(), open(), open()]).toEqual([3, 4, 6]);
});

test('fsOpen() records one fd handle with its path and stack until fsClose()', () => {
  const { sys, handles, open } = boot();
  const fd = open('/app/../app/a', OPEN.RDONLY, 'at here');
  expect(handles.list(PID)).toMatchObject([{ kind: 'fd', label: '/app/a', stack: 'at here' }]);
  sys.fsClose(fd);
  expect(handles.list(PID)).toEqual([]);
});

test('fsOpen() at the limit is EMFILE, even for a missing path, and creates nothing', () => {
  const { sys, files, open } = boot({ limit: 5 });
  expect([open(), open(), open()]).toEqual([3, 4, -ERRNO.EMFILE]);
  expect(open('/app/new', CREATE)).toBe(-ERRNO.EMFILE);
  expect(open('/app/missing')).toBe(-ERRNO.EMFILE);
  expect(() => files.find('/app/new')).toThrow('ENOENT');
  expect(sys.fsReaddir('/app')).toBe(-ERRNO.EMFILE);
  sys.fsClose(3);
  expect(open('/app/new', CREATE)).toBe(3);
});

test('sockets take numbers from the same table and count towards the limit', () => {
  const { descriptors, handles, open } = boot({ limit: 5 });
  const socket = descriptors.openSocket('socket', 'peer', '');
  expect(open()).toBe(4);
  expect(descriptors.openSocket('socket', 'peer', '')).toBe(-ERRNO.EMFILE);
  descriptors.closeSocket(socket);
  expect(open()).toBe(3);
  expect(handles.count(PID, 'socket')).toBe(0);
});

test('fsClose() twice is EBADF, and hits a stranger once the number is taken again', () => {
  const { sys, open, text } = boot();
  const fd = open();
  expect(sys.fsClose(fd)).toBe(0);
  expect(sys.fsClose(fd)).toBe(-ERRNO.EBADF);
  const stranger = open();
  expect(stranger).toBe(fd);
  expect(sys.fsClose(fd)).toBe(0);
  expect(text(sys.fsRead(stranger, 5, -1))).toBe(-ERRNO.EBADF);
});

test('fsClose() of a socket number takes the socket from its owner, or is EBADF where the owner cannot be told', () => {
  const { sys, descriptors, handles } = boot();
  let gone = 0;
  descriptors.openSocket('socket', 'one', '', () => gone++);
  descriptors.openSocket('socket', 'two', '');
  expect([sys.fsClose(3), sys.fsClose(4)]).toEqual([0, -ERRNO.EBADF]);
  expect([gone, handles.count(PID, 'socket')]).toEqual([1, 1]);
});

test('fsOpen() flags decide about creating, truncating, appending and directories', () => {
  const { sys, open, text } = boot();
  expect(open('/app/none')).toBe(-ERRNO.ENOENT);
  expect(open('/app/a', CREATE | OPEN.EXCL)).toBe(-ERRNO.EEXIST);
  expect(open('/app', OPEN.WRONLY)).toBe(-ERRNO.EISDIR);
  expect(open('/app/a', OPEN.DIRECTORY)).toBe(-ERRNO.ENOTDIR);
  expect(open('/app/none/', CREATE)).toBe(-ERRNO.EISDIR);
  const append = open('/app/a', OPEN.RDWR | OPEN.APPEND);
  sys.fsWrite(append, new TextEncoder().encode('!'), 0);
  expect(text(sys.fsRead(append, 100, 0))).toBe('hello!');
  open('/app/a', OPEN.WRONLY | OPEN.TRUNC);
  expect(text(sys.fsRead(append, 100, 0))).toBe('');
});

test('O_EXCL does not follow a link that leads nowhere', () => {
  const { sys, open } = boot();
  sys.fsSymlink('/app/later', '/app/link');
  expect(open('/app/link', CREATE | OPEN.EXCL)).toBe(-ERRNO.EEXIST);
  expect(open('/app/link', CREATE)).toBe(3);
  expect(sys.fsRealpath('/app/link')).toBe('/app/later');
});

test('fsRead() moves the offset of its own descriptor only, and not with a position', () => {
  const { sys, open, text } = boot();
  const [one, two] = [open(), open()];
  expect([text(sys.fsRead(one, 2, -1)), text(sys.fsRead(one, 9, -1)), text(sys.fsRead(one, 9, -1))]).toEqual(['he', 'llo', '']);
  expect([text(sys.fsRead(two, 2, 3)), text(sys.fsRead(two, 2, -1))]).toEqual(['lo', 'he']);
});

test('reading and writing need the right access mode', () => {
  const { sys, open } = boot();
  const reader = open();
  const writer = open('/app/a', OPEN.WRONLY);
  expect(sys.fsWrite(reader, new Uint8Array(1), -1)).toBe(-ERRNO.EBADF);
  expect(sys.fsRead(writer, 1, -1)).toBe(-ERRNO.EBADF);
  expect(sys.fsTruncate(reader, 0)).toBe(-ERRNO.EINVAL);
  expect(sys.fsRead(open('/app'), 1, -1)).toBe(-ERRNO.EISDIR);
});

test('fsOpen() needs the permission for what it asks', () => {
  const { sys, open } = boot();
  sys.fsChmod('/app/a', 0o400);
  expect([open(), open('/app/a', OPEN.WRONLY), open('/app/a', OPEN.RDWR)]).toEqual([3, -ERRNO.EACCES, -ERRNO.EACCES]);
  sys.fsChmod('/app/a', 0o200);
  expect([open(), open('/app/a', OPEN.WRONLY)]).toEqual([-ERRNO.EACCES, 4]);
});

test('fsWrite() on a full disk writes nothing and returns ENOSPC', () => {
  const { sys, open, files } = boot({ capacityBytes: 8 });
  const fd = open('/app/b', CREATE);
  expect(sys.fsWrite(fd, new Uint8Array(3), -1)).toBe(3);
  expect(sys.fsWrite(fd, new Uint8Array(1), -1)).toBe(-ERRNO.ENOSPC);
  expect(files.usedBytes).toBe(8);
});

test('a removed file lives until its last descriptor closes', () => {
  const { sys, open, files, text } = boot();
  const [one, two] = [open(), open()];
  sys.fsUnlink('/app/a');
  expect(sys.fsReadlink(`/proc/self/fd/${one}`)).toBe('/app/a (deleted)');
  sys.fsClose(one);
  expect(text(sys.fsRead(two, 5, 0))).toBe('hello');
  expect(files.usedBytes).toBe(5);
  sys.fsClose(two);
  expect(files.usedBytes).toBe(0);
});

test('/proc/self/fd lists what is open, and the number that lists it', () => {
  const { sys, descriptors, open } = boot();
  open();
  descriptors.openSocket('socket', 'peer', '');
  open('/app');
  sys.fsClose(3);
  const names = (JSON.parse(String(sys.fsReaddir('/proc/self/fd'))) as [string, string][]).map(([name]) => name);
  expect(names).toEqual(['0', '1', '2', '3', '4', '5']);
  expect(sys.fsReadlink('/proc/self/fd/5')).toBe('/app');
  expect(sys.fsReadlink('/proc/self/fd/4')).toMatch(/^socket:\[\d+\]$/);
  expect(sys.fsReadlink('/proc/self/fd/3')).toBe(-ERRNO.ENOENT);
  expect(JSON.parse(String(sys.fsStat(`/proc/${PID}/fd`, true)))).toMatchObject({ type: 'directory' });
  expect(sys.fsStat('/proc/99/fd', true)).toBe(-ERRNO.ENOENT);
});

test('/dev/null swallows writes and reads as empty', () => {
  const { sys, open, text } = boot();
  const fd = open('/dev/null', OPEN.RDWR);
  expect(sys.fsWrite(fd, new Uint8Array(9), -1)).toBe(9);
  expect(text(sys.fsRead(fd, 9, -1))).toBe('');
});

test('new files and folders lose what the umask takes', () => {
  const { sys, open } = boot();
  open('/app/new', CREATE);
  sys.fsMkdir('/app/folder', 0o777);
  expect(JSON.parse(String(sys.fsStat('/app/new', true)))).toMatchObject({ mode: 0o644, type: 'file' });
  expect(JSON.parse(String(sys.fsStat('/app/folder', true)))).toMatchObject({ mode: 0o755, type: 'directory' });
});

test('fsWatch() notifies until fsUnwatch(), and is a watcher handle meanwhile', () => {
  const { sys, changes, handles, open } = boot();
  const watch = sys.fsWatch('/app', 'at here');
  expect(handles.list(PID)).toMatchObject([{ kind: 'watcher', label: '/app', stack: 'at here' }]);
  sys.fsClose(open('/app/new', CREATE));
  expect(sys.fsUnwatch(watch)).toBe(0);
  sys.fsUnlink('/app/new');
  expect(changes).toEqual([`${watch} rename new`]);
  expect(sys.fsUnwatch(watch)).toBe(-ERRNO.EBADF);
  expect(sys.fsWatch('/none', '')).toBe(-ERRNO.ENOENT);
});

test('disposeFiles() closes everything a dead process held', () => {
  const { sys, files, handles, changes, open } = boot();
  open();
  sys.fsUnlink('/app/a');
  sys.fsWatch('/app', '');
  sys.disposeFiles();
  writeWhole(files, '/app/b', '');
  expect(handles.list(PID)).toEqual([]);
  expect(files.usedBytes).toBe(0);
  expect(changes).toEqual([]);
});

test('ten thousand open descriptors are given out and back without slowing down', () => {
  const { sys, open } = boot({ limit: 20_000 });
  const opened = Array.from({ length: 10_000 }, () => open());
  expect(opened.at(-1)).toBe(10_002);
  for (const fd of opened) sys.fsClose(fd);
  expect(open()).toBe(3);
});

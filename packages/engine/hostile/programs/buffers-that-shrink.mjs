// ends: exit 0
// Detached, resized and shared memory handed to system calls.
import crypto from 'node:crypto';
import fs from 'node:fs';
const fd = fs.openSync('x', 'w+');
fs.writeSync(fd, 'hello');
const outcomes = [];
const attempt = (name, run) => { try { run(); outcomes.push(`${name} ok`); } catch (error) { outcomes.push(`${name} ${error.name}`); } };
const detached = new Uint8Array(8);
structuredClone(detached.buffer, { transfer: [detached.buffer] });
attempt('write detached', () => fs.writeSync(fd, detached));
attempt('read into detached', () => fs.readSync(fd, detached, 0, 8, 0));
attempt('hash detached', () => crypto.createHash('sha256').update(detached).digest());
attempt('resizable', () => {
  const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
  const view = new Uint8Array(buffer, 4);
  buffer.resize(2);
  fs.writeSync(fd, view);
  fs.readSync(fd, view, 0, 4, 0);
});
attempt('shared', () => fs.writeSync(fd, new Uint8Array(new SharedArrayBuffer(8))));
attempt('transfer', () => { const b = new ArrayBuffer(8); b.transfer(); fs.writeSync(fd, new DataView(b)); });
console.log(outcomes.length);
fs.closeSync(fd);
console.log('survived');

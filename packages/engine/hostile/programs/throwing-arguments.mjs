// ends: exit 0
// Proxies, getters and conversions that throw or lie, given to functions that reach the host.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
const liar = new Proxy(function () {}, { get(target, key) { if (key === Symbol.toPrimitive) return () => 'x'; throw new Error('trap'); }, apply() { throw new Error('trap'); }, has() { throw new Error('trap'); }, ownKeys() { throw new Error('trap'); }, getPrototypeOf() { throw new Error('trap'); } });
const thrower = { toString() { throw new Error('toString'); }, valueOf() { throw new Error('valueOf'); }, get length() { throw new Error('length'); }, get byteLength() { throw new Error('byteLength'); } };
const values = [liar, thrower, Symbol('s'), 10n, null, undefined, NaN, -0, 2 ** 53, () => {}, new Proxy(new Uint8Array(4), {}), Object.create(Uint8Array.prototype), Object.create(null), new Date(NaN), /x/, new WeakMap()];
const calls = [
  (v) => fs.readFileSync(v), (v) => fs.writeFileSync(v, 'x'), (v) => fs.writeFileSync('t', v), (v) => fs.openSync('t', v), (v) => fs.closeSync(v), (v) => fs.readSync(v, v), (v) => fs.mkdirSync('d', v), (v) => fs.watch(v).close(), (v) => fs.statSync('t', v),
  (v) => clearTimeout(setTimeout(() => {}, v)), (v) => setTimeout(v, 1), (v) => clearTimeout(v), (v) => setImmediate(v), (v) => process.nextTick(v), (v) => queueMicrotask(v),
  (v) => process.kill(v, 0), (v) => process.emitWarning(v), (v) => process.stdout.write(v), (v) => process.chdir(v), (v) => process.hrtime(v),
  (v) => crypto.createHash(v), (v) => crypto.createHash('sha256').update(v).digest('hex'), (v) => crypto.randomBytes(v), (v) => crypto.createHmac('sha256', v), (v) => crypto.timingSafeEqual(v, v),
  (v) => net.createServer(v).listen(v).on('error', () => {}).close(), (v) => net.connect(v).on('error', () => {}).destroy(), (v) => http.get(v).on('error', () => {}).destroy(), (v) => http.createServer(v),
  (v) => Buffer.from(v), (v) => Buffer.alloc(v), (v) => structuredClone(v), (v) => new URL(v), (v) => new TextDecoder().decode(v), (v) => fetch(v).catch(() => {}),
];
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
process.on('warning', () => {});
let refused = 0;
for (const call of calls) {
  for (const value of values) {
    try { call(value); } catch { refused++; }
  }
}
process.chdir('/app');
setTimeout(() => { process.stdout.write(`\n${refused > 100}\nsurvived\n`); process.exit(0); }, 50);

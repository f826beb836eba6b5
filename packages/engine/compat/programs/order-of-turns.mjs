// nextTick, promise jobs, immediates, timers: who goes first.
import { setTimeout as sleep } from 'node:timers/promises';
const log = [];
const note = (text) => log.push(text);
function drain(title) { console.log(title, log.splice(0).join(' ')); }
await sleep(1);
process.nextTick(note, 'tick1'); Promise.resolve().then(() => note('micro1')); queueMicrotask(() => note('micro2')); process.nextTick(() => { note('tick2'); process.nextTick(note, 'tick3'); Promise.resolve().then(() => note('micro3')); });
await sleep(2); drain('from a promise:');
await new Promise((done) => setTimeout(() => { process.nextTick(note, 'tick1'); Promise.resolve().then(() => { note('micro1'); process.nextTick(note, 'tick-in-micro'); }).then(() => note('micro2')); queueMicrotask(() => note('queued')); process.nextTick(() => { note('tick2'); process.nextTick(note, 'tick3'); }); note('sync'); setTimeout(done, 5); }, 1)); drain('from a timer:');
await new Promise((done) => setImmediate(() => { note('immediate1'); process.nextTick(note, 'tick'); Promise.resolve().then(() => note('micro')); setImmediate(() => { note('immediate-next'); done(); }); setImmediate(note, 'immediate-next2'); })); await sleep(1); drain('immediates:');
await new Promise((done) => { setImmediate(() => { note('i1'); process.nextTick(note, 't1'); }); setImmediate(() => { note('i2'); Promise.resolve().then(() => note('m2')); }); setImmediate(() => { note('i3'); setTimeout(done, 2); }); }); drain('between immediates:');
await new Promise((done) => { setTimeout(() => { note('a'); process.nextTick(note, 'after-a'); }, 2); setTimeout(() => { note('b'); Promise.resolve().then(() => note('after-b')); }, 2); setTimeout(note, 1, 'early'); setTimeout(done, 6); }); drain('timers:');
await new Promise((done) => { let n = 0; const id = setInterval(() => { note(`interval${++n}`); if (n === 3) { clearInterval(id); setTimeout(done, 4); } }, 2); }); drain('interval:');
const immediate = setImmediate(note, 'never'); clearImmediate(immediate); const first = setImmediate(() => { note('clears'); clearImmediate(second); }); const second = setImmediate(note, 'cleared'); await sleep(2); drain('cleared:'); void first;
const timer = setTimeout(note, 1, 'never'); clearTimeout(timer); clearTimeout(timer); clearTimeout(undefined); clearTimeout(null); clearTimeout(12345); clearInterval({}); await sleep(3); drain('cleared timers:');
const t = setTimeout(note, 4, 'refreshed'); await sleep(2); t.refresh(); await sleep(3); note('between'); await sleep(4); drain('refresh:');
console.log(typeof t[Symbol.toPrimitive](), t.hasRef(), t.unref().hasRef(), t.ref().hasRef(), t.constructor.name, setImmediate(() => {}).constructor.name, typeof t[Symbol.dispose]);
{ using scoped = setTimeout(note, 1, 'disposed'); void scoped; } await sleep(3); drain('using:');
const order = []; (async () => { order.push('a1'); await null; order.push('a2'); await null; order.push('a3'); })(); Promise.resolve().then(() => order.push('p1')).then(() => order.push('p2')); order.push('sync'); await sleep(1); console.log(order.join(' '));
try { setTimeout('code', 1); } catch (error) { console.log(error.code, error.message); }
try { process.nextTick(undefined); } catch (error) { console.log(error.code, error.message); }
try { setImmediate(5); } catch (error) { console.log(error.code, error.message); }
try { queueMicrotask('x'); } catch (error) { console.log(error.code, error.message); }
const args = []; setTimeout((...rest) => args.push(...rest), 1, 1, 'two', { three: 3 }); setImmediate((...rest) => args.push(rest.length), 'x', 'y'); await sleep(3); console.log(args);
console.log(await sleep(1, 'value')); const ac = new AbortController(); const slept = sleep(1000, null, { signal: ac.signal }); ac.abort(); try { await slept; } catch (error) { console.log(error.name, error.code, error.message, error.cause.name); }
import { setInterval as every } from 'node:timers/promises'; let count = 0; for await (const value of every(1, 'v')) { note(value); if (++count === 3) break; } drain('async interval:');
setTimeout(() => { console.log('unref keeps nobody'); }, 50).unref(); setTimeout(() => console.log('last'), 5);
process.on('beforeExit', () => console.log('beforeExit')); process.on('exit', (code) => console.log('exit', code, process.exitCode));

// Channels: subscribers, failures in them, tracing of sync, callback and promise code, bound stores.
import { AsyncLocalStorage } from 'node:async_hooks';
import channels from 'node:diagnostics_channel';
const channel = channels.channel('work');
const log = [];
console.log(channel.hasSubscribers, channels.hasSubscribers('work'), channels.channel('work') === channel);
const listener = (message, name) => log.push([name, message]);
channel.subscribe(listener);
const failing = () => { throw new Error('a subscriber fails'); };
channel.subscribe(failing);
process.once('uncaughtException', (error) => log.push(error.message));
channel.publish({ n: 1 });
console.log(channel.unsubscribe(listener), channel.unsubscribe(listener));
await new Promise((resolve) => setImmediate(resolve));
console.log(log);
channel.unsubscribe(failing);
const tracing = channels.tracingChannel('job');
const traced = [];
tracing.subscribe(Object.fromEntries(['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((name) => [name, (context) => traced.push(`${name} ${context.id} ${context.error?.message ?? context.result ?? ''}`)])));
console.log(tracing.traceSync((x) => x * 2, { id: 1 }, null, 21));
try { tracing.traceSync(() => { throw new Error('sync'); }, { id: 2 }); } catch {}
await tracing.tracePromise(async () => 'done', { id: 3 });
await tracing.tracePromise(async () => { throw new Error('async'); }, { id: 4 }).catch(() => {});
tracing.traceCallback((x, done) => setImmediate(done, null, x), 1, { id: 5 }, null, 'value', () => {});
await new Promise((resolve) => setTimeout(resolve, 5));
console.log(traced.join('\n'));
const store = new AsyncLocalStorage();
channel.bindStore(store, (message) => message.n * 10);
channel.runStores({ n: 2 }, () => console.log(store.getStore()));
process.removeAllListeners('uncaughtException');
try { channels.subscribe('x', 5); } catch (error) { console.log(error.code); }

// EventTarget: once, passive listeners, objects as listeners, errors in listeners, handlers by property.
const target = new EventTarget();
const log = [];
target.addEventListener('x', (event) => log.push(['function', event.type, event.target === target, event.cancelable]));
target.addEventListener('x', { handleEvent(event) { log.push(['object', this !== target]); event.preventDefault(); } });
target.addEventListener('x', () => log.push(['once']), { once: true });
const controller = new AbortController();
target.addEventListener('x', () => log.push(['until aborted']), { signal: controller.signal });
console.log(target.dispatchEvent(new Event('x', { cancelable: true })));
controller.abort();
console.log(target.dispatchEvent(new Event('x')));
console.log(log);
process.once('uncaughtException', (error) => console.log('uncaught', error.message));
target.addEventListener('fails', () => { throw new Error('in a listener'); });
target.addEventListener('fails', () => console.log('still called'));
target.dispatchEvent(new Event('fails'));
await new Promise((resolve) => setImmediate(resolve));
const event = new CustomEvent('c', { detail: { a: 1 } });
console.log(event.detail, event.bubbles, event.defaultPrevented, event.eventPhase, event instanceof Event);
for (const attempt of [() => target.dispatchEvent({}), () => { const e = new Event('again'); target.addEventListener('again', () => { try { target.dispatchEvent(e); } catch (error) { console.log(error.code); } }); target.dispatchEvent(e); }, () => new Event(), () => target.addEventListener('x', 5)]) {
  try { attempt(); console.log('fine'); } catch (error) { console.log(error.name, error.code); }
}

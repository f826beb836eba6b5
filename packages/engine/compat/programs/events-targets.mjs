// EventTarget: options, brands, order, what a listener may do to an event.
const show = (label, run) => {
  try {
    console.log(label, run());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const target = new EventTarget();
show('no type', () => new Event());
show('bad init', () => new Event('x', 5));
show('one argument', () => target.addEventListener('x'));
show('bad listener', () => target.addEventListener('x', 'text'));
show('bad options', () => target.addEventListener('x', () => {}, 5));
show('bad signal', () => target.addEventListener('x', () => {}, { signal: null }));
show('no event', () => target.dispatchEvent());
show('bad event', () => target.dispatchEvent({}));
show('brand', () => EventTarget.prototype.dispatchEvent.call({}, new Event('x')));
show('accessor', () => Object.getOwnPropertyDescriptor(Event.prototype, 'type').get.call({}));
const order = [];
const late = {};
target.addEventListener('x', late);
late.handleEvent = () => order.push('object');
target.addEventListener('x', (event) => order.push(event.eventPhase, event.currentTarget === target, event.isTrusted));
target.addEventListener('x', () => order.push('once'), { once: true });
target.addEventListener('x', () => target.addEventListener('x', () => order.push('late')), { once: true });
const event = new Event('x', { cancelable: true });
target.dispatchEvent(event);
target.dispatchEvent(event);
console.log(order.join(), event.eventPhase, event.currentTarget, event.target === target);
const passive = new EventTarget();
passive.addEventListener('x', (each) => each.preventDefault(), { passive: true });
console.log(passive.dispatchEvent(new Event('x', { cancelable: true })));
passive.addEventListener('x', (each) => each.preventDefault());
console.log(passive.dispatchEvent(new Event('x', { cancelable: true })), passive.dispatchEvent(new Event('x')));
const stopped = new EventTarget();
let count = 0;
stopped.addEventListener('x', (each) => { count++; each.stopImmediatePropagation(); });
stopped.addEventListener('x', () => count++);
stopped.dispatchEvent(new Event('x'));
console.log(count);
const nested = new EventTarget();
nested.addEventListener('x', (each) => show('again', () => nested.dispatchEvent(each)));
nested.dispatchEvent(new Event('x'));
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
const throwing = new EventTarget();
throwing.addEventListener('x', () => { throw new Error('first'); });
throwing.addEventListener('x', () => console.log('second still runs'));
throwing.dispatchEvent(new CustomEvent('x', { detail: 1 }));
process.on('warning', (warning) => console.log(warning.name, warning.message));
target.addEventListener('x', null);
for (let at = 0; at < 11; at++) stopped.addEventListener('many', () => at);

// ends: exit 0
for (const name of Object.getOwnPropertyNames(globalThis)) {
  const value = globalThis[name];
  if (typeof value === 'function') { Object.freeze(value); if (value.prototype) Object.freeze(value.prototype); }
}
Object.freeze(globalThis);
const { EventEmitter } = await import('node:events');
new EventEmitter().on('x', () => {}).emit('x');
setTimeout(() => console.log('survived'), 1);

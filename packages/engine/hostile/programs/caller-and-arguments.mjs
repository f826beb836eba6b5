// ends: exit 0
import { EventEmitter } from 'node:events';
const emitter = new EventEmitter();
emitter.on('x', function sloppy() {
  for (const name of ['caller', 'callee', 'arguments']) {
    try { if (typeof sloppy[name] === 'function') console.log('reached', name); } catch {}
  }
});
emitter.emit('x');
console.log('survived');

// What the process object is made of.
import { EventEmitter } from 'node:events';

const prototype = Object.getPrototypeOf(process);
console.log(process instanceof process.constructor, prototype instanceof EventEmitter, process.constructor.name);
console.log(Object.prototype.toString.call(process), process.abort.prototype);
const counts = { ref: 0, unref: 0 };
process.ref({ ref: () => counts.ref++ });
process.unref({ [Symbol.for('nodejs.unref')]: () => counts.unref++ });
process.ref(undefined);
console.log(counts);
const kept = { name: 'kept' };
process.finalization.register(kept, (object, event) => console.log(object.name, event));

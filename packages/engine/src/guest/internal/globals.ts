import { clearImmediate, setImmediate } from './queues.ts';
import { setInterval, setTimeout, stopTimer } from './timers.ts';

// What other modules of this layer and the packages in it look for while they load.
Object.assign(globalThis, { global: globalThis, setTimeout, setInterval, setImmediate, clearTimeout: stopTimer, clearInterval: stopTimer, clearImmediate });

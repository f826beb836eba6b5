import { installErrorStack } from './error-stack.ts';
import { clearImmediate, setImmediate } from './queues.ts';
import { setInterval, setTimeout, clearTimer } from './timers.ts';

installErrorStack();

// What other modules of this layer and the packages in it look for while they load.
Object.assign(globalThis, { global: globalThis, setTimeout, setInterval, setImmediate, clearTimeout: clearTimer, clearInterval: clearTimer, clearImmediate });

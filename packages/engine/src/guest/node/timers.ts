import { clearImmediate, Immediate, setImmediate } from '../internal/queues.ts';
import { setInterval, setTimeout, clearTimer, Timeout } from '../internal/timers.ts';
import { promises } from './timers-promises.ts';

export default { setTimeout, setInterval, setImmediate, clearTimeout: clearTimer, clearInterval: clearTimer, clearImmediate, promises, Timeout, Immediate };

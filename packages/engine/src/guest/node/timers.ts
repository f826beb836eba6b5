import { clearImmediate, Immediate, setImmediate } from '../internal/queues.ts';
import { setInterval, setTimeout, stopTimer, Timeout } from '../internal/timers.ts';
import { promises } from './timers-promises.ts';

export default { setTimeout, setInterval, setImmediate, clearTimeout: stopTimer, clearInterval: stopTimer, clearImmediate, promises, Timeout, Immediate };

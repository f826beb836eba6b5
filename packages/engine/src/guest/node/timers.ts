import { clearImmediate, setImmediate } from '../internal/immediates.ts';
import { clearInterval, clearTimeout, setInterval, setTimeout } from '../internal/global-timers.ts';
import { promises, setImmediatePromise, setTimeoutPromise } from './timers-promises.ts';

const promisified = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(setTimeout, promisified, { value: setTimeoutPromise });
Object.defineProperty(setImmediate, promisified, { value: setImmediatePromise });

export { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout };
export default { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval, promises };

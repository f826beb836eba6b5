// An 'error' event that nobody listens to, with something that is no Error.
import { EventEmitter } from 'node:events';
process.on('exit', (code) => console.log('exit', code));
try { new EventEmitter().emit('error', { status: 500 }); } catch (error) { console.log(error.name, error.code, error.message, error.context); }
try { new EventEmitter().emit('error'); } catch (error) { console.log(error.code, error.message); }
setTimeout(() => new EventEmitter().emit('error', new RangeError('nobody listens')), 1);

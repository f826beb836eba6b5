import { EventEmitter } from 'node:events';
new EventEmitter().emit('error', Object.assign(new Error('no listener'), { code: 'E_NONE' }));

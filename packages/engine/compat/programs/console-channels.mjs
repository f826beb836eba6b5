// What is logged is published, as it was given.
import { channel } from 'node:diagnostics_channel';

const seen = [];
for (const method of ['log', 'info', 'debug', 'warn', 'error']) channel(`console.${method}`).subscribe((args) => seen.push([method, ...args]));
console.log('a %d', 1);
console.info({ b: 2 });
console.debug('c');
const before = [...seen];
console.log(before);

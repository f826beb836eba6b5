// run: {"files":{"a.cjs":"exports.done = false; const b = require('./b.cjs'); exports.seen = b.seen; exports.done = true;","b.cjs":"const a = require('./a.cjs'); exports.seen = a.done; void a.missing;","x.mjs":"import { y } from './y.mjs'; export let count = 0; export function bump() { count++; } export function late() { return y; }","y.mjs":"import { late } from './x.mjs'; export const y = typeof late;"}}
// Cycles and live bindings.
import { createRequire } from 'node:module';
import { bump, count, late } from './x.mjs';
const require = createRequire(import.meta.url);
console.log(require('./a.cjs'));
bump();
console.log(count, late());
process.on('warning', (warning) => console.log(warning.name, warning.message.split('\n')[0]));

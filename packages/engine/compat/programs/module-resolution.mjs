// run: {"files":{"lib/a.mjs":"import { b } from './b.mjs';\nexport const a = 'a' + (typeof b);\nexport default import.meta.filename.endsWith('a.mjs');","lib/b.mjs":"import { a } from './a.mjs';\nexport function b() { return a; }","lib/c.cjs":"exports.main = require.main === module;\nexports.json = require('./d.json');\nexports.self = require('./c.cjs') === exports;\nexports.file = __filename.split('/').pop();","lib/d.json":"{\"d\":1}","lib/throws.mjs":"throw new RangeError('at load');","lib/bad.json":"{","lib/index.js":"module.exports = 'index';"}}
// Cycles, CommonJS from modules, JSON, errors at load (each time the same one), what cannot be found.
import { createRequire, isBuiltin } from 'node:module';
import { a } from './lib/a.mjs';
import * as namespace from './lib/a.mjs';
import c, { json } from './lib/c.cjs';
const require = createRequire(import.meta.url);
console.log(a, namespace.default, Object.keys(namespace), namespace, c, json);
console.log(require('./lib'), require('./lib/c.cjs') === c, require.resolve('./lib').endsWith('index.js'), isBuiltin('node:fs'), isBuiltin('nope'));
const [first, second] = await Promise.allSettled([import('./lib/throws.mjs'), import('./lib/throws.mjs')]);
console.log(first.reason.message, first.reason === second.reason, (await import('./lib/a.mjs')) === namespace);
for (const load of [() => import('./lib/missing.mjs'), () => import('nothing-here'), () => import('node:nope'), () => require('./missing'), () => require('nothing-here'), () => require('node:nope'), () => require('./lib/bad.json'), () => import('./lib/d.json'), () => import('./lib/bad.json', { with: { type: 'json' } })]) {
  try { await load(); console.log('loaded'); } catch (error) { console.log(error.name, error.code); }
}
try { namespace.a = 1; } catch (error) { console.log(error.name); }
console.log(typeof import.meta.resolve('./lib/a.mjs'), import.meta.resolve('node:fs'), import.meta.main);

// run: {"files":{"a.cjs":"module.exports = { n: (globalThis.n = (globalThis.n ?? 0) + 1) };","parent.cjs":"exports.child = require('./a.cjs'); exports.about = [module.children.length, module.loaded, module.id === __filename, module.paths[0].endsWith('node_modules'), require.main === module, typeof module.parent];"}}
// The cache of require, and what a module knows of itself.
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const file = require.resolve('./a.cjs');
console.log(require('./a.cjs').n, require('./a.cjs').n, require.cache[file].loaded);
delete require.cache[file];
console.log(require('./a.cjs').n);
require.cache[file].exports = 'replaced';
console.log(require('./a.cjs'));
console.log(require('./parent.cjs').about, require('./parent.cjs').child);
require.extensions['.txt'] = (module, name) => { module.exports = name.split('/').pop(); };
console.log(Object.keys(require.extensions), Object.keys(require));

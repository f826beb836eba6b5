// run: {"files":{"x.test.js":"module.exports = 'test.js';","y.js/index.js":"module.exports = 'folder';","z.cjs":"module.exports = 'cjs';","w.ts":"module.exports = 'ts' as string;","v/index.json":"{\"v\":1}","same.js":"module.exports = 'file';","same/index.js":"module.exports = 'in the folder';"}}
// Endings that require tries, and those it does not.
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
for (const each of ['./x.test', './y', './y.js', './z', './z.cjs', './w', './v', './same', './same/', './same/.', './same.js']) {
  try { console.log(each, require(each)); } catch (error) { console.log(each, error.code); }
}

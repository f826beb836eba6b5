// run: {"files":{"lib/node_modules/inner/index.js":"module.exports = 'inner';","lib/x.js":"","x.js":""}}
// require.resolve with paths.
import { createRequire } from 'node:module';
import path from 'node:path';
const require = createRequire(import.meta.url);
const short = (file) => file.replace(process.cwd(), '.');
console.log(short(require.resolve('inner', { paths: ['./lib'] })), short(require.resolve('./x', { paths: ['./lib'] })), require.resolve('fs'), require.resolve('node:fs'));
console.log(require.resolve.paths('fs'), short(require.resolve.paths('x')[0]), require.resolve.paths('./x').map((each) => path.basename(each) !== ''));
for (const options of [{ paths: 'x' }, { paths: [] }]) try { require.resolve('inner', options); } catch (error) { console.log(error.name, error.code); }

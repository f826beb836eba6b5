// run: {"files":{"inner/ask.mjs":"export default () => import('linked/e.mjs');","real/index.js":"module.exports = __filename.split('/').slice(-2).join('/');","real/e.mjs":"export default import.meta.url.split('/').slice(-2).join('/');"}}
// A linked package is the place that it leads to.
import { mkdirSync, symlinkSync } from 'node:fs';
import ask from './inner/ask.mjs';
import { createRequire } from 'node:module';
mkdirSync('inner/node_modules', { recursive: true });
symlinkSync('../../real', 'inner/node_modules/linked');
const require = createRequire(new URL('./inner/x.js', import.meta.url));
console.log(require('linked'), require('linked') === require('../real'), Object.keys(require.cache).filter((each) => each.includes('linked')).length);
console.log((await ask()) === (await import('./real/e.mjs')), (await ask()).default);

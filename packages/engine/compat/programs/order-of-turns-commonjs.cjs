// In CommonJS the first turn starts with process.nextTick, not with promise jobs.
const log = [];
setTimeout(() => log.push('timeout'), 1); setImmediate(() => log.push('immediate'));
process.nextTick(() => log.push('tick1')); Promise.resolve().then(() => log.push('micro1')); process.nextTick(() => { log.push('tick2'); Promise.resolve().then(() => log.push('micro2')); });
queueMicrotask(() => log.push('micro3')); log.push('sync');
(async () => { log.push('async'); await 0; log.push('awaited'); })();
setTimeout(() => console.log(log.filter((each) => each !== 'timeout' && each !== 'immediate').join(' '), log.includes('timeout'), log.includes('immediate')), 20);
console.log(typeof require, typeof module, module.exports === exports, require.main === module, __filename.endsWith('order-of-turns-commonjs.cjs'), typeof __dirname, this === exports);
console.log(require('node:path') === require('path'), require('events').EventEmitter === require('events'), require('module').builtinModules.includes('fs'), require('module').isBuiltin('node:fs'));
try { require('./missing.js'); } catch (error) { console.log(error.code, error.message.split('\n')[0], error.requireStack.length); }
try { require('no-such-package'); } catch (error) { console.log(error.code, error.message.split('\n')[0]); }
try { require('node:nothing'); } catch (error) { console.log(error.code, error.message); }
try { require(5); } catch (error) { console.log(error.code); }

import util from 'node:util';
process.on('warning', (warning) => console.log('heard', warning.name, warning.code));
process.emitWarning('plain'); process.emitWarning('typed', 'MyWarning', 'W001'); process.emitWarning('detailed', { type: 'D', code: 'D1', detail: 'more\nlines' }); process.emitWarning(Object.assign(new Error('as error'), { name: 'ErrWarning' }));
const old = util.deprecate(() => 'called', 'old() is gone', 'DEP_X'); console.log(old(), old()); const other = util.deprecate(function () { return this; }, 'other', 'DEP_X'); console.log(other.call(5) == 5);
try { process.emitWarning(5); } catch (error) { console.log(error.code, error.message); }
setTimeout(() => {}, 2 ** 31); setTimeout(() => {}, NaN); setTimeout(() => {}, -5); setTimeout(() => {}, 'x'); setTimeout(() => {}, undefined);

// ends: exit 0
Object.prototype.then = function (resolve) { resolve(1); };
const value = await import('node:fs').catch(() => 'refused');
console.log(typeof value);
delete Object.prototype.then;
console.log('survived');

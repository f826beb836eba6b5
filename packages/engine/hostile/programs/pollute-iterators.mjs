// ends: exit 0 | stalled 137
Array.prototype[Symbol.iterator] = function* () { for (;;) yield this; };
Map.prototype[Symbol.iterator] = () => { throw new Error('no'); };
setTimeout(() => console.log('late'), 1);
const [a] = [1];
console.log(typeof a);

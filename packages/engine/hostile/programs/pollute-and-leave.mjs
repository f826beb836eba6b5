// ends: uncaught 7 | uncaught 1
// Never repaired: the process may die of it, the machine may not.
const boom = () => { throw new Error('polluted'); };
for (const owner of [Array.prototype, Function.prototype, Map.prototype, Set.prototype, String.prototype, Promise.prototype, Object, JSON, Reflect, Symbol, Error]) {
  for (const name of Object.getOwnPropertyNames(owner)) {
    if (name === 'constructor') continue;
    try { owner[name] = boom; } catch {}
  }
}
setTimeout(boom, 10);
process.nextTick(boom);
Promise.reject(1);

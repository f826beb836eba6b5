// ends: exit 0
// Whatever hangs on the global object under a symbol must only give what `require` gives.
for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
  const value = globalThis[symbol];
  if (typeof value !== 'function') continue;
  for (const name of ['internal/sys', 'node:internal/sys', 'sys', '../sys', '__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    try {
      const found = value(name);
      if (found !== undefined && typeof found === 'object' && 'fsOpen' in found) console.log('reached the system calls as', name);
    } catch {
      // refused, as it should be
    }
  }
}
console.log('survived');

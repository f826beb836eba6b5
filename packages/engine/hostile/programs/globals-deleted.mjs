// ends: exit 0 | uncaught 7 | uncaught 1
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (['console', 'process', 'globalThis'].includes(name)) continue;
  try { delete globalThis[name]; } catch {}
}
console.log('survived');

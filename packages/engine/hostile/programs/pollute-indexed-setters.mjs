// ends: exit 0 | uncaught 1 | uncaught 7
Object.defineProperty(Array.prototype, '0', { set() { throw new Error('index 0'); }, get() { return 'forged'; }, configurable: true });
Object.defineProperty(Object.prototype, '1', { set() { throw new Error('index 1'); }, configurable: true });
console.log([].length);
setTimeout(() => { console.log('survived'); }, 1);
process.emitWarning('careful');

// ends: exit 0 | uncaught 1 | uncaught 7
for (const name of ['get', 'set', 'value', 'writable', 'then', 'code', 'stack', 'message', 'refd', 'signal', 'port', 'host', 'encoding', 'flag', 'mode', 'kind', 'headers', 'toString']) {
  Object.defineProperty(Object.prototype, name, { get() { throw new Error(`polluted ${name}`); }, set() {}, configurable: true });
}
const { default: http } = await import('node:http').catch((error) => ({ default: undefined, error }));
console.log(typeof http);
setTimeout(() => process.exit(0), 10);

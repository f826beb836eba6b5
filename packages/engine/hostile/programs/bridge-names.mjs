// ends: exit 0
// The names under which a bridge to the host could lie about.
const names = ['__bridge', 'sys', 'syscalls', 'host', '__host', 'postMessage', 'importScripts', 'WorkerGlobalScope', 'self', 'window', 'document', 'Deno', 'Bun', 'std', 'os', 'bjson', 'scriptArgs', 'print'];
console.log(names.filter((name) => name in globalThis));
const symbols = Object.getOwnPropertySymbols(globalThis).map(String);
console.log(symbols.filter((name) => /bridge|sys|cell|entries/i.test(name)));
console.log('survived');

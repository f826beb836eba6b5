// ends: exit 0
console.log(typeof WebAssembly);
console.log('survived');

// ends: exit 0 | uncaught 1 | out-of-memory 134 | stalled 137
let bound = () => 1;
for (let i = 0; i < 20000; i++) bound = bound.bind(null);
try { bound(); } catch (error) { console.log(error.name); }
console.log('survived');

// ends: exit 0 | killed 139
let chain = [1].values();
for (let i = 0; i < 1e5; i++) chain = chain.map((x) => x);
try { chain.next(); } catch (error) { console.log(error.name); }
console.log('survived');

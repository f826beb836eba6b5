// ends: exit 0
let chain = {};
for (let i = 0; i < 1e5; i++) chain = new Proxy(chain, {});
try { chain.x; } catch (error) { console.log(error.name); }
console.log('survived');

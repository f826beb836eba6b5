// ends: exit 0
let nest = {};
for (let i = 0; i < 1e5; i++) nest = { nest };
try { structuredClone(nest); } catch (error) { console.log(error.name); }
console.log('survived');

// ends: exit 0 | killed 139
let nest = [];
for (let i = 0; i < 1e5; i++) nest = [nest];
try { JSON.stringify(nest); } catch (error) { console.log(error.name); }
console.log('survived');

// ends: exit 0 | killed 139
try { JSON.parse('['.repeat(1e5) + ']'.repeat(1e5)); } catch (error) { console.log(error.name); }
console.log('survived');

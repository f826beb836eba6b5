// ends: exit 0
try { new RegExp('('.repeat(1e5) + ')'.repeat(1e5)); } catch (error) { console.log(error.name); }
console.log('survived');

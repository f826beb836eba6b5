// ends: exit 0
function down() { down(); }
try { down(); } catch (error) { console.log(error.name); }
console.log('survived');

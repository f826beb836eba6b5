// ends: exit 0 | out-of-memory 134
let text = 'x';
try { for (;;) text += text; } catch (error) { console.log(error.name); }
console.log('survived');

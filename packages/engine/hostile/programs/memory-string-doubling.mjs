// ends: any
let text = 'x';
try { for (;;) text += text; } catch (error) { console.log(error.name); }
console.log('survived');

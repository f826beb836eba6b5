// ends: exit 0
import fs from 'node:fs';
fs.writeFileSync('x', 'x');
const open = [];
try { for (;;) open.push(fs.openSync('x')); } catch (error) { console.log(error.code, open.length > 900); }
for (const fd of open) fs.closeSync(fd);
console.log(fs.readFileSync('x', 'utf8'));
console.log('survived');

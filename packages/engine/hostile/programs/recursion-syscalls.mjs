// ends: exit 0
import fs from 'node:fs';
function down() { fs.existsSync('/app'); down(); }
try { down(); } catch (error) { console.log(error.name); }
fs.writeFileSync('after', 'ok');
console.log(fs.readFileSync('after', 'utf8'));
console.log('survived');

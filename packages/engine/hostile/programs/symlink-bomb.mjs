// ends: exit 0
import fs from 'node:fs';
fs.symlinkSync('b', 'a');
fs.symlinkSync('a', 'b');
fs.symlinkSync('.', 'self');
fs.mkdirSync('deep');
fs.symlinkSync('..', 'deep/up');
for (const path of ['a', 'self/'.repeat(100), 'deep/up/'.repeat(100), 'self/'.repeat(39) + 'deep']) {
  try {
    fs.readdirSync(path);
    console.log('read');
  } catch (error) {
    console.log(error.code);
  }
}
try { fs.cpSync('deep', 'deep/copy', { recursive: true }); } catch (error) { console.log(typeof error.code); }
fs.rmSync('deep', { recursive: true });
console.log(fs.readdirSync('.', { recursive: true }).length < 100);
console.log('survived');

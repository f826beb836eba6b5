// ends: exit 0
import fs from 'node:fs';
const chunk = Buffer.alloc(4 * 1024 * 1024);
let written = 0;
try {
  for (;;) {
    fs.appendFileSync('big', chunk);
    written += chunk.length;
  }
} catch (error) {
  console.log(error.code, written <= 64 * 1024 * 1024);
}
fs.unlinkSync('big');
fs.writeFileSync('small', 'room again');
console.log(fs.readFileSync('small', 'utf8'));
console.log('survived');

// ends: exit 0
import fs from 'node:fs';
const fd = fs.openSync('sparse', 'w+');
for (const attempt of [() => fs.writeSync(fd, 'x', 2 ** 40), () => fs.ftruncateSync(fd, 2 ** 45), () => fs.ftruncateSync(fd, -1), () => fs.writeSync(fd, 'x', Number.MAX_SAFE_INTEGER), () => fs.readSync(fd, Buffer.alloc(1), 0, 1, 2 ** 50)]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.code ?? error.name);
  }
}
fs.closeSync(fd);
console.log('survived');

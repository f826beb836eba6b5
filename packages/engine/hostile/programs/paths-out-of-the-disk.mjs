// ends: exit 0
import fs from 'node:fs';
for (const path of ['/../../etc/passwd', '../../../../../../etc/passwd', '/etc/shadow', '/proc/1/environ', '/proc/self/environ', '/proc/self/mem', '/dev/mem', '/proc/self/root/etc/passwd', 'file:///etc/passwd', '/app/../../../../work']) {
  try {
    console.log(path, fs.readFileSync(path, 'utf8').length);
  } catch (error) {
    console.log(path, error.code);
  }
}
for (const path of ['a\0b', '\0', 'x'.repeat(300), 'd/'.repeat(5000), '', ' ', '.', '..', '/', '//', '\ud800', '\n']) {
  try {
    fs.writeFileSync(path, 'x');
    fs.unlinkSync(path);
  } catch (error) {
    if (error.code === undefined) console.log(JSON.stringify(path).slice(0, 20), error.name);
  }
}
console.log('survived');

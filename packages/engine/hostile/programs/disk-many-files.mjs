// ends: stalled 137 | exit 0
import fs from 'node:fs';
try {
  for (let i = 0; i < 1e6; i++) fs.writeFileSync(`f${i}`, '');
} catch (error) {
  console.log(error.code);
}
console.log('survived');

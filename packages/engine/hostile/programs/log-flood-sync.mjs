// ends: exit 0
const line = 'x'.repeat(1000);
for (let i = 0; i < 1e5; i++) console.log(line);
console.log('survived');

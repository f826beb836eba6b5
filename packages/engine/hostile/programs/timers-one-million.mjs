// ends: exit 0 | stalled 137
for (let i = 0; i < 1e6; i++) setTimeout(() => {}, 1000 + (i % 100));
console.log('survived');

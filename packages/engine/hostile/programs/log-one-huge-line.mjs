// ends: exit 0
console.log('z'.repeat(50_000_000));
console.log('survived');

// ends: exit 0 | killed 139
for (const text of ['('.repeat(1e5), '['.repeat(1e5), '!'.repeat(1e5) + '1', '`${'.repeat(1e5)]) {
  try { (0, eval)(text); } catch (error) { console.log(error.name); }
}
console.log('survived');

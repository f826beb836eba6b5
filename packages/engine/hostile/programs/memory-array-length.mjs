// ends: exit 0
for (const make of [() => new Array(2 ** 32), () => new Array(-1), () => Array.from({ length: 2 ** 53 - 1 }), () => new Array(2 ** 31).fill(0)]) {
  try {
    make();
    console.log('made');
  } catch (error) {
    console.log(error.name);
  }
}
console.log('survived');

// ends: stalled 137
console.log(/^(a+)+$/.test('a'.repeat(40) + '!'));

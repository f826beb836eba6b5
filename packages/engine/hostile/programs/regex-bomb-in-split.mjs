// ends: stalled 137
console.log(('x'.repeat(50) + 'y').split(/(x+x+)+z/).length);

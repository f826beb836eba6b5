// ends: stalled 137
console.log('a'.repeat(5000).replace(/(.*)*(.*)*(.*)*x/, ''));

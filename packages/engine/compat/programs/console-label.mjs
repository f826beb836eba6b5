// Labels of counters and timers: symbols are refused, the rest is made text.
for (const method of ['count', 'countReset', 'time', 'timeEnd']) {
  try {
    console[method](Symbol('label'));
  } catch (error) {
    console.log(method, error.name);
  }
}
console.count(null);
console.count(1);
console.count();
console.countReset();
console.count();

// ends: out-of-memory 134 | stalled 137
// A program that catches everything must not talk its way out of the limit.
const all = [];
process.on('uncaughtException', () => {});
for (;;) {
  try {
    for (;;) all.push(new Array(10000).fill(0));
  } catch {
    // goes on
  }
}

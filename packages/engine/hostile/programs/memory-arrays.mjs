// ends: out-of-memory 134 | stalled 137
const all = [];
for (;;) all.push(new Array(10000).fill(all.length));

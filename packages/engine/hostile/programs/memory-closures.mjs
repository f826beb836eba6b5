// ends: out-of-memory 134 | stalled 137
const all = [];
for (;;) { const held = new Array(1000).fill(1); all.push(() => held); }

// ends: out-of-memory 134 | stalled 137
const all = [];
for (;;) all.push(new Promise(() => {}));

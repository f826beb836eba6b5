// ends: out-of-memory 134
const all = [];
for (;;) all.push(new Promise(() => {}));

// ends: out-of-memory 134
const all = [];
for (;;) all.push(Buffer.alloc(1024 * 1024, 1));

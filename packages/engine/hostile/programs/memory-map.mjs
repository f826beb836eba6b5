// ends: out-of-memory 134 | stalled 137
const map = new Map();
for (let i = 0; ; i++) map.set(i, { i });

// ends: out-of-memory 134 | stalled 137
const all = [];
for (let i = 0; ; i++) all.push(`${i}`.padEnd(100000, 'x'));

// ends: out-of-memory 134 | stalled 137
const big = {};
for (let i = 0; i < 1e5; i++) big[`k${i}`] = 'x'.repeat(200);
const all = [];
for (;;) all.push(JSON.stringify(big));

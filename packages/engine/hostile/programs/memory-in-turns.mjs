// ends: out-of-memory 134
const all = [];
setInterval(() => { for (let i = 0; i < 100; i++) all.push(new Array(10000).fill(i)); }, 1);

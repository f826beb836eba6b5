// ends: stalled 137
// Walks four billion holes.
const holes = [];
holes.length = 2 ** 32 - 1;
try { holes.forEach(() => {}); holes.sort(); holes.reverse(); holes.includes(1); } catch (error) { console.log(error.name); }
console.log('survived');

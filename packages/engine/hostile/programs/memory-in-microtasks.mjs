// ends: out-of-memory 134 | stalled 137
const all = [];
const more = async () => { all.push(new Array(10000).fill(all.length)); await null; return more(); };
more();

// ends: any
const all = [];
const more = async () => { all.push(new Array(10000).fill(all.length)); await null; return more(); };
more();

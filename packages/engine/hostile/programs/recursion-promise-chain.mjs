// ends: exit 0
let chain = Promise.resolve(1);
for (let i = 0; i < 1e5; i++) chain = chain.then((x) => x);
let nest = Promise.resolve(1);
for (let i = 0; i < 1e4; i++) { const inner = nest; nest = new Promise((resolve) => resolve(inner)); }
console.log(await chain, await nest);
console.log('survived');

// run: {"files":{"folder/index.js":"","a.txt":"text","p.json":"{}","q.json":"{}","e.mjs":"export let q = 1;"}}
// What import refuses, by code and message.
async function tell(what, load) {
  try { console.log(what, await load()); } catch (error) { console.log(what, error.name, error.code, error.message.replaceAll(process.cwd(), '.')); }
}
for (const each of ['./nope.mjs', './folder', './folder/', './a.txt', './x%2fy.js', 'https://example.com/x.js', 'node:zz', 'nope', 'nope/x', '@nope/x', '%x', '#x', 'fs/zz', './e.mjs?v=1']) await tell(each, async () => Object.keys(await import(each)));
await tell('./q.json', () => import('./q.json'));
console.log((await import('./e.mjs?v=1')) === (await import('./e.mjs?v=2')), (await import('./e.mjs?v=1')) === (await import('./e.mjs?v=1')));
console.log((await import('./p.json', { with: { type: 'json' } })).default, (await import('data:text/javascript,export default 7')).default);

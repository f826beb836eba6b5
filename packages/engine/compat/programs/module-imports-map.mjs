// run: {"files":{"package.json":"{\"name\":\"own\",\"type\":\"module\",\"exports\":{\".\":\"./own.js\"},\"imports\":{\"#a\":\"./a.js\",\"#lib/*\":\"./lib/*.js\",\"#fs\":\"fs\",\"#dep\":{\"node\":\"dep\",\"default\":\"./a.js\"},\"#none\":null,\"#out\":\"../x.js\"}}","own.js":"export default 'own';","a.js":"export default 'a';","lib/x.js":"export default 'x';","node_modules/dep/index.js":"module.exports = 'dep';"}}
// A package's own imports, and itself by its name.
import fs from 'node:fs';
async function tell(what, load) {
  try { console.log(what, await load()); } catch (error) { console.log(what, error.name, error.code, error.message.replaceAll(process.cwd(), '.')); }
}
for (const each of ['#a', '#lib/x', '#dep', '#none', '#out', '#missing', '#', 'own', 'own/other']) await tell(each, async () => (await import(each)).default);
console.log((await import('#fs')).default === fs);

// run: {"files":{"node_modules/main-file/package.json":"{\"main\":\"lib/start\"}","node_modules/main-file/lib/start.js":"module.exports = 'start';","node_modules/main-folder/package.json":"{\"main\":\"./lib\"}","node_modules/main-folder/lib/index.js":"module.exports = 'folder';","node_modules/no-main/index.js":"module.exports = 'index';","node_modules/@scope/pack/package.json":"{\"main\":\"x.js\"}","node_modules/@scope/pack/x.js":"module.exports = 'scoped';","node_modules/@scope/pack/sub.js":"module.exports = 'scoped sub';","node_modules/bad-main/package.json":"{\"main\":\"nowhere.js\"}","node_modules/bad-json/package.json":"{","node_modules/empty/package.json":"{}","node_modules/data/package.json":"{\"main\":\"d.json\"}","node_modules/data/d.json":"{\"d\":1}"}}
// Packages without exports: main, its endings, index, scopes.
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
async function tell(what, load) {
  try { console.log(what, await load()); } catch (error) { console.log(what, error.name, error.code, error.message.replaceAll(process.cwd(), '.')); }
}
for (const each of ['main-file', 'main-folder', 'no-main', '@scope/pack', '@scope/pack/sub', '@scope/pack/sub.js', '@scope', 'bad-main', 'bad-json', 'empty', 'data']) {
  await tell(`require ${each}`, () => require(each));
  if (!['data', 'bad-main', 'empty'].includes(each)) await tell(`import ${each}`, async () => (await import(each)).default);
}

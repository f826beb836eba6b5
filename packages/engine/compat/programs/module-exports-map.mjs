// run: {"files":{"node_modules/mapped/package.json":"{\"name\":\"mapped\",\"exports\":{\".\":{\"import\":\"./main.mjs\",\"require\":\"./main.cjs\"},\"./sub\":\"./sub.js\",\"./features/*\":\"./features/*.js\",\"./features/private/*\":null,\"./features/deep/*.js\":\"./features/deep/*.mjs\",\"./bad\":\"../out.js\",\"./list\":[\"bad\",\"./sub.js\"],\"./gone\":\"./gone.js\",\"./self\":\"./self.cjs\"}}","node_modules/mapped/main.mjs":"export default 'by import';","node_modules/mapped/main.cjs":"module.exports = 'by require';","node_modules/mapped/sub.js":"module.exports = 'sub';","node_modules/mapped/features/a.js":"module.exports = 'feature a';","node_modules/mapped/features/deep/b.mjs":"export default 'deep b';","node_modules/mapped/features/private/c.js":"module.exports = 'private';","node_modules/mapped/self.cjs":"module.exports = [require('mapped'), require('mapped/sub')];"}}
// A package's exports: conditions, patterns, what is forbidden, invalid or not there.
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
async function tell(what, load) {
  try { console.log(what, await load()); } catch (error) { console.log(what, error.name, error.code, error.message.replaceAll(process.cwd(), '.')); }
}
for (const each of ['mapped', 'mapped/sub', 'mapped/features/a', 'mapped/features/deep/b.js', 'mapped/features/private/c', 'mapped/features/../sub', 'mapped/bad', 'mapped/list', 'mapped/gone', 'mapped/self', 'mapped/none', 'mapped/']) {
  await tell(`import ${each}`, async () => (await import(each)).default);
  await tell(`require ${each}`, () => { const found = require(each); return found.default ?? found; });
}

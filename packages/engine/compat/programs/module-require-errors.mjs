// run: {"files":{"a.cjs":"require('./b.cjs');","b.cjs":"require('./nope');","syntax.json":"{","throws.cjs":"globalThis.runs = (globalThis.runs ?? 0) + 1; throw new RangeError('at load');"}}
// What require refuses: codes, messages, the stack of who asked whom.
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const base = process.cwd();
for (const each of ['./nope', './a.cjs', 'nope', 'node:zz', '#x', '.', './throws.cjs', './throws.cjs']) {
  try { require(each); console.log(each, 'loaded'); } catch (error) { console.log(each, error.name, error.code, error.message.replaceAll(base, '.'), error.requireStack?.map((file) => file.replace(base, '.'))); }
}
console.log(globalThis.runs);
for (const bad of [undefined, 5, '']) {
  try { require(bad); } catch (error) { console.log(error.name, error.code, error.message); }
  try { require.resolve(bad); } catch (error) { console.log(error.name, error.code, error.message); }
}
for (const bad of ['x.js', './x.js', 5, undefined]) try { createRequire(bad); } catch (error) { console.log(error.name, error.code); }

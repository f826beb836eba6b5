// run: {"files":{"package.json":"{\"name\":\"here\"}","sub/x.js":"","node_modules/p/package.json":"{}","node_modules/p/index.js":""}}
// The API of node:module.
import module, { builtinModules, findPackageJSON, isBuiltin, stripTypeScriptTypes } from 'node:module';
const short = (file) => file?.replace(process.cwd(), '.');
console.log(['fs', 'node:fs', 'test', 'node:test', 'fs/promises', 'nope', 'node:nope', 'sqlite', 'node:sqlite'].map((each) => isBuiltin(each)));
console.log(builtinModules.includes('fs'), builtinModules.includes('test'), builtinModules.includes('node:test'));
console.log(module._nodeModulePaths('/a/node_modules/b/c'), Object.keys(module._extensions));
console.log(short(findPackageJSON('./sub/x.js', import.meta.url)), short(findPackageJSON('p', import.meta.url)));
console.log(stripTypeScriptTypes('let x: number = 1;') + '|');
for (const bad of [() => stripTypeScriptTypes(5), () => stripTypeScriptTypes('', { mode: 'x' }), () => findPackageJSON()]) try { bad(); } catch (error) { console.log(error.name, error.code); }
const made = new module('/x/y.js');
console.log(made.id, made.path, made.filename, made.loaded, made.children);
made._compile('module.exports = [__filename, __dirname, typeof require];', '/x/z.js');
console.log(made.exports, module.wrap('1'));

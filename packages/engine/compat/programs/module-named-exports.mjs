// What an ES module can import by name from CommonJS files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'named-'));
mkdirSync(join(folder, 'inner'));
const files = {
  'plain.cjs': 'exports.one = 1; exports.two = function two() {}; module.exports["not-an-identifier"] = 3;',
  'object.cjs': 'const b = 2; module.exports = { a: 1, b, get c() { return 3; }, ...{ d: 4 } };',
  'reexport.cjs': 'module.exports = require("./plain.cjs");',
  'index.js': 'exports.fromIndex = true;',
  'inner/index.js': 'module.exports = require("..");',
  'function.cjs': 'module.exports = function main() {}; module.exports.helper = () => {};',
  'esm-like.cjs': 'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = "inner default"; exports.named = 5;',
  'computed.cjs': 'for (const name of ["x", "y"]) exports[name] = name;',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
for (const name of Object.keys(files)) {
  const namespace = await import(pathToFileURL(join(folder, name)));
  console.log(name, Object.keys(namespace), typeof namespace.default, namespace.default === namespace['module.exports']);
}
const { one, 'not-an-identifier': odd } = await import(pathToFileURL(join(folder, 'plain.cjs')));
console.log(one, odd);
rmSync(folder, { recursive: true });

// require() of ES modules.
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = mkdtempSync(join(tmpdir(), 'esm-'));
const files = {
  'named.mjs': 'export const one = 1; export function two() { return 2; }',
  'default.mjs': 'export default class Thing {} export const extra = true;',
  'marked.mjs': 'export const __esModule = "own"; export default 1;',
  'whole.mjs': 'export default "default"; const all = { all: true }; export { all as "module.exports" };',
  'waits.mjs': 'await null; export const late = 1;',
  'throws.mjs': 'export const before = 1; throw new RangeError("while loading");',
  'uses-cjs.mjs': 'import value, { name } from "./plain.cjs"; export { value, name };',
  'plain.cjs': 'exports.name = "plain";',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
for (const name of Object.keys(files)) {
  try {
    const found = require(join(folder, name));
    console.log(name, found, Object.prototype.toString.call(found), require(join(folder, name)) === found);
  } catch (error) {
    console.log(name, error.name, error.code, error.message.split('\n')[0]);
  }
}
import(join(folder, 'default.mjs')).then((namespace) => {
  console.log(namespace.default === require(join(folder, 'default.mjs')).default);
  rmSync(folder, { recursive: true });
});

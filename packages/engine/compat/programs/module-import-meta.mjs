// run: {"files":{"lib/m.mjs":"export const { main, filename, dirname } = import.meta;"}}
// import.meta.
import { main, filename, dirname } from './lib/m.mjs';
const short = (text) => text.replace(process.cwd(), '.').replace(/^file:\/\/\./, 'file:.');
console.log(import.meta.main, main, short(filename), short(dirname), Object.keys(import.meta));
console.log(import.meta.resolve('node:fs'), import.meta.resolve('fs'), short(import.meta.resolve('./lib/m.mjs')), short(import.meta.resolve('./nope.mjs')), short(import.meta.resolve('./lib/m.mjs?x=1#y')));
for (const bad of ['nope', 'node:nope', '#x']) try { import.meta.resolve(bad); } catch (error) { console.log(error.name, error.code); }

// ends: exit 0
import { inspect } from 'node:util';
let nest = {};
for (let i = 0; i < 1e5; i++) nest = { nest };
try { inspect(nest, { depth: Infinity }); } catch (error) { console.log(error.name); }
console.log('survived');

// ends: exit 0
// Everything that a layer written in JavaScript leans on, broken before it is used.
import fs from 'node:fs';
import http from 'node:http';
const boom = () => { throw new Error('polluted'); };
const { log } = console;
const broken = [
  [Array.prototype, ['push', 'pop', 'shift', 'map', 'forEach', 'slice', 'splice', 'indexOf', 'join', 'concat', 'includes', 'filter', 'some', 'find']],
  [Function.prototype, ['call', 'apply', 'bind']],
  [Map.prototype, ['get', 'set', 'has', 'delete', 'forEach']],
  [Set.prototype, ['add', 'has', 'delete']],
  [String.prototype, ['slice', 'split', 'replace', 'indexOf', 'startsWith', 'charCodeAt', 'trim', 'toLowerCase']],
  [RegExp.prototype, ['exec', 'test']],
  [Promise.prototype, ['then', 'catch', 'finally']],
  [JSON, ['parse', 'stringify']],
  [Object, ['keys', 'assign', 'defineProperty', 'create', 'entries', 'getPrototypeOf']],
];
const saved = [];
for (const [owner, names] of broken) for (const name of names) { saved[saved.length] = [owner, name, owner[name]]; owner[name] = boom; }
const outcomes = [];
const note = (text) => { outcomes[outcomes.length] = text; };
try { fs.writeFileSync('x', 'y'); note('wrote'); } catch (error) { note(error.message); }
try { setTimeout(() => {}, 1); note('timer'); } catch (error) { note(error.message); }
try { http.createServer(() => {}); note('server'); } catch (error) { note(error.message); }
for (let i = 0; i < saved.length; i++) { const [owner, name, value] = [saved[i][0], saved[i][1], saved[i][2]]; owner[name] = value; }
log(outcomes.every((each) => typeof each === 'string'));
log('survived');

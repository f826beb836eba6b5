// Reloads configuration when its file changes; a broken file keeps the old one.
import fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

fs.mkdirSync('conf');
fs.writeFileSync('conf/app.json', '{"level":1}');
let config = JSON.parse(fs.readFileSync('conf/app.json', 'utf8'));
const problems = [];
let timer;
const watcher = fs.watch('conf', (event, name) => {
  if (name !== 'app.json') return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    try { config = JSON.parse(fs.readFileSync('conf/app.json', 'utf8')); } catch (error) { problems.push(error.name); }
  }, 20);
});
await wait(50);
fs.writeFileSync('conf/app.json', '{"level":2}');
await wait(150);
console.log(config);
fs.writeFileSync('conf/app.json', '{"level":');
await wait(150);
console.log(config, problems);
fs.writeFileSync('conf/other.txt', 'x');
fs.renameSync('conf/other.txt', 'conf/app.json');
fs.writeFileSync('conf/app.json', '{"level":3}');
await wait(150);
console.log(config);
watcher.on('close', () => console.log('closed'));
watcher.close();
try { fs.watch('missing'); } catch (error) { console.log(error.code, error.syscall); }

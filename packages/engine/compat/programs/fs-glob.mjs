// fs.glob(): what it refuses, then what patterns find in a small tree.
import fs from 'node:fs';
import path from 'node:path';
for (const folder of ['a/b/c', 'a/.d', '.h/x']) fs.mkdirSync(`w-glob/${folder}`, { recursive: true });
process.chdir('w-glob');
for (const file of ['a/1.js', 'a/2.ts', 'a/b/3.js', 'a/b/c/4.js', 'a/.d/6.js', '.h/x/5.js', '.dot.js', 'root.js']) fs.writeFileSync(file, '');
fs.symlinkSync('a', 'link');
for (const run of [() => fs.globSync(1), () => fs.globSync('a', { exclude: 1 }), () => fs.glob('a'), () => fs.globSync('a', 1)])
  try { console.log(run()); } catch (error) { console.log(error.code, error.message); }
const patterns = ['*', '**', 'a/**', '**/*.js', 'a/*/', 'a/**/', './a/*', '../w-glob/a/*', '{a,b}/*.{js,ts}', 'a/b', 'nope', 'a/?.js', 'a/[12].*', 'a/[!1].*', 'a/{1..3}.*', '.*', '**/.*', 'link/*', '**/4.js', 'a/!(1).*', 'a/b/..', '', 'a//1.js', '*/b/*.js', 'a/+(1|2).*s'];
for (const pattern of patterns) console.log(pattern, fs.globSync(pattern).sort().join(' '));
console.log(fs.globSync('**/*.js', { exclude: (name) => name === 'b' }).sort(), fs.globSync('**/*.js', { exclude: ['a/b/**'] }).sort());
console.log(fs.globSync('a/*', { withFileTypes: true }).map((entry) => `${entry.parentPath}/${entry.name} ${entry.isDirectory()}`).sort());
console.log(fs.globSync('*', { cwd: 'a' }).sort(), fs.globSync(['a/*.js', 'a/*.ts', 'a/1.*']).sort());
fs.glob('a/*.js', (error, found) => console.log(error, found));
for await (const found of fs.promises.glob('**/*.ts')) console.log(found);
for (const [name, pattern] of [['a/b', 'a/*'], ['a/.b', 'a/*'], ['a/b/c', 'a/**'], ['a', 'a/**'], ['x.js', '*.{js,ts}'], ['x', '!(y)'], ['A', 'a'], ['a.b', 'a?b'], ['ab', 'a?b']]) console.log(name, pattern, path.matchesGlob(name, pattern));

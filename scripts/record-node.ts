// Records what the Node programs of the lessons print: src/content/node/<lesson>/<program>.mjs beside its <program>.txt.
// record-node.test.ts runs them again and compares. Usage: node scripts/record-node.ts [lesson...]
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const NODE_PROGRAMS = fileURLToPath(new URL('../src/content/node', import.meta.url));

/** What one program prints, below the command with the versions of all it imports from npm. */
export function runProgram(lesson: string, file: string): string {
  const path = join(NODE_PROGRAMS, lesson, file);
  const { stdout, status } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
  const packages = [...readFileSync(path, 'utf8').matchAll(/ from '([a-z][^:']*)'/g)].map(([, name = '']) => `${name} ${versionOf(name)}`);
  const versions = [`Node ${process.versions.node.split('.')[0]}`, ...packages].join(', ');
  return [`node ${file} (${versions})`, stdout.trimEnd(), ...(status === 0 ? [] : [`exit code ${status}`])].join('\n').concat('\n');
}

/** Every program, by the folder of its lesson. */
export function listNodePrograms(): { readonly lesson: string; readonly file: string }[] {
  return readdirSync(NODE_PROGRAMS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: lesson }) => readdirSync(join(NODE_PROGRAMS, lesson)).flatMap((file) => (file.endsWith('.mjs') ? [{ lesson, file }] : [])));
}

function versionOf(name: string): string {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  for (const { lesson, file } of listNodePrograms()) {
    if (wanted.length > 0 && !wanted.includes(lesson)) continue;
    writeFileSync(join(NODE_PROGRAMS, lesson, file.replace('.mjs', '.txt')), runProgram(lesson, file));
    console.log(`recorded ${lesson}/${file}`);
  }
}

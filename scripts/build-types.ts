// Writes the type declarations that the labs' editor knows, as one JSON of path to text without comments.
// Usage: node scripts/build-types.ts
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../node_modules', import.meta.url));
const TARGET = fileURLToPath(new URL('../src/workspace/editor/types', import.meta.url));
/** Packages a lab may import, with everything their types import. */
const PACKAGES = ['@types/node', '@types/koa', '@types/pg'];

function dependenciesOf(name: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, name, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> };
  return Object.keys(dependencies).filter((each) => existsSync(join(ROOT, each)));
}

function declarations(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'node_modules' || /^ts\d/.test(name) ? [] : declarations(path);
    return /\.d\.m?ts$/.test(name) ? [path] : [];
  });
}

const printer = ts.createPrinter({ removeComments: true });
const seen = new Set<string>();
const files: Record<string, string> = {};
const add = (name: string) => {
  if (seen.has(name)) return;
  seen.add(name);
  for (const path of declarations(join(ROOT, name))) {
    const text = readFileSync(path, 'utf8');
    // Triple-slash references are comments to the printer, and what ties @types/node together.
    const references = text
      .split('\n')
      .filter((line) => line.startsWith('/// <reference'))
      .join('\n');
    files[relative(ROOT, path).replaceAll('\\', '/')] = `${references}\n${printer.printFile(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))}`;
  }
  const { name: own, version, types, typings, exports } = JSON.parse(readFileSync(join(ROOT, name, 'package.json'), 'utf8')) as Record<string, unknown>;
  files[`${name}/package.json`] = JSON.stringify({ name: own, version, types: types ?? typings, exports });
  for (const dependency of dependenciesOf(name)) add(dependency);
};
for (const name of PACKAGES) add(name);
mkdirSync(TARGET, { recursive: true });
writeFileSync(join(TARGET, 'koa.json'), JSON.stringify(files));
console.log(`editor types: ${Object.keys(files).length} files of ${seen.size} packages`);

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/**
 * What a program's first line may ask for, as JSON after `// run:`, for example
 * `// run: {"args":["a"],"stdin":"one\ntwo\n","env":{"MODE":"test"},"flags":["--no-warnings"],"files":{"notes.txt":"hello"}}`
 */
export interface RunWishes {
  readonly args?: readonly string[];
  /** Written to its stdin, which then ends. Without it stdin is empty. */
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of `node`, before the file. */
  readonly flags?: readonly string[];
  /** Text files beside the program, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** One program, ready to be written to a disk, real or ours. */
export interface Program {
  readonly name: string;
  /** The file that `node` is given, relative to its folder. */
  readonly main: string;
  /** Every file by path relative to its folder. */
  readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  readonly wishes: RunWishes;
}

const SOURCE = /\.[cm]?[jt]s$/;
const MAIN = /^main\.[cm]?[jt]s$/;
/** Larger files beside a program are none of its own. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** @throws {SyntaxError} when the first line has a `// run:` whose JSON does not parse. */
export function readWishes(source: string): RunWishes {
  const found = /^(?:#![^\n]*\n)?\/\/ run: *(\{.*\})\s*$/m.exec(source.slice(0, 4096));
  return found === null || found.index !== 0 ? {} : (JSON.parse(found[1] as string) as RunWishes);
}

/**
 * The programs of a folder, by name: each source file is one; so is each folder below with a `main.mjs` (.js, .cjs, .ts ...),
 * with everything in it. Folders without a `main` are looked through.
 */
export function listPrograms(folder: string, prefix = ''): Program[] {
  const programs: Program[] = [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      const main = readdirSync(path).find((name) => MAIN.test(name));
      if (main === undefined) programs.push(...listPrograms(path, `${prefix}${entry.name}/`));
      else programs.push(newProgram(`${prefix}${entry.name}`, main, readFiles(path)));
    } else if (SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts')) {
      programs.push(loneProgram(`${prefix}${entry.name}`, folder, entry.name));
    }
  }
  return programs;
}

function newProgram(name: string, main: string, files: Record<string, Uint8Array<ArrayBuffer>>): Program {
  const wishes = readWishes(new TextDecoder().decode(files[main]));
  for (const [path, text] of Object.entries(wishes.files ?? {})) files[join(dirname(main), path)] = new TextEncoder().encode(text);
  return { name, main, files, wishes };
}

/** A file that is a program by itself. When it reaches for what lies beside its folder (`../common`), that comes along, and the file lies in a folder, too. */
function loneProgram(name: string, folder: string, file: string): Program {
  const files = filesOf(folder, file);
  const source = new TextDecoder().decode(files[file]);
  const above = new Set([...source.matchAll(/['"`]\.\.\/([\w-]+)/g)].map((match) => match[1] as string));
  const beside = readdirSync(join(folder, '..')).filter((each) => above.has(each) || above.has(basename(each, extname(each))));
  if (beside.length === 0) return newProgram(name, file, files);
  const inside = Object.entries(files).map(([path, bytes]) => [`${basename(folder)}/${path}`, bytes] as const);
  return newProgram(name, `${basename(folder)}/${file}`, { ...readFiles(join(folder, '..'), beside), ...Object.fromEntries(inside) });
}

/** A lone file, with its neighbours only when it reaches for one of them. */
function filesOf(folder: string, file: string): Record<string, Uint8Array<ArrayBuffer>> {
  const own = new Uint8Array(readFileSync(join(folder, file)));
  const source = new TextDecoder().decode(own);
  const neighbours = readdirSync(folder).filter((name) => name !== file && source.includes(basename(name, extname(name))));
  const reaches = /['"`]\.{1,2}\//.test(source) || neighbours.some((name) => !SOURCE.test(name));
  return reaches ? readFiles(folder, neighbours.concat(file)) : { [file]: own };
}

function readFiles(folder: string, names: readonly string[] = readdirSync(folder), prefix = ''): Record<string, Uint8Array<ArrayBuffer>> {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const name of names) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) Object.assign(files, readFiles(path, undefined, `${prefix}${name}/`));
    else if (stat?.isFile() && stat.size <= MAX_FILE_BYTES) files[prefix + name] = new Uint8Array(readFileSync(path));
  }
  return files;
}

/** npm packages that a program's files import or require, by name. */
export function packagesOf(program: Program, isBuiltin: (name: string) => boolean): string[] {
  const found = new Set<string>();
  for (const [path, bytes] of Object.entries(program.files)) {
    if (!SOURCE.test(path)) continue;
    for (const match of new TextDecoder().decode(bytes).matchAll(/(?:\bfrom|\bimport|\brequire\()\s*\(?\s*['"]([^'"./][^'"]*)['"]/g)) {
      const specifier = match[1] as string;
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
      if (!specifier.startsWith('node:') && !isBuiltin(specifier) && !/[\s:#$]/.test(name)) found.add(name);
    }
  }
  return [...found].sort();
}

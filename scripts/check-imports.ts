// Fails on any import that the table of rooms in ARCHITECTURE.md does not allow. Usage: node scripts/check-imports.ts
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Room {
  /** Folder, or a pattern for files such as `src/*.ts`. */
  readonly path: string;
  readonly name: string;
  readonly mayImport: readonly string[];
}

const ROW = /^\| `([^`]+)` \| ([\w-]+) \| [^|]* \| ([^|]+) \|$/;

/** Reads the rooms out of ARCHITECTURE.md. @throws when a room names one that is not in the table. */
export function parseRooms(markdown: string): Room[] {
  const rooms: Room[] = [];
  for (const line of markdown.split('\n')) {
    const match = ROW.exec(line.trim());
    if (match === null) continue;
    const allowed = (match[3] as string).trim();
    rooms.push({ path: match[1] as string, name: match[2] as string, mayImport: allowed === '-' ? [] : allowed.split(/\s+/) });
  }
  const names = new Set(rooms.map(({ name }) => name));
  for (const room of rooms) {
    for (const name of room.mayImport) if (name !== 'all' && !names.has(name)) throw new Error(`ARCHITECTURE.md: room "${room.name}" may import "${name}", which is no room`);
  }
  return rooms;
}

/** The room a file belongs to: the one with the longest path that holds it. */
export function roomOf(rooms: readonly Room[], file: string): Room | undefined {
  const holds = ({ path }: Room) => {
    if (!path.includes('*')) return file === path || file.startsWith(`${path}/`);
    return new RegExp(`^${path.replace(/[.]/g, '\\.').replace('*', '[^/]+')}$`).test(file);
  };
  return rooms.filter(holds).sort((a, b) => b.path.length - a.path.length)[0];
}

const IMPORT = /(?:^|[\s;{}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;{}(,=>])import\s*\(?\s*['"]([^'"]+)['"]|import\.meta\.glob(?:<[^(]*>)?\(\s*\[?\s*['"]([^'"]+)['"]|new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/gm;

/** Everything a source imports, with its line: static, dynamic, type-only, globs and worker URLs. */
export function importsOf(source: string): { specifier: string; line: number }[] {
  const found: { specifier: string; line: number }[] = [];
  for (const match of source.matchAll(IMPORT)) {
    const specifier = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (specifier === undefined) continue;
    const at = (match.index ?? 0) + match[0].indexOf(specifier);
    found.push({ specifier: specifier.replace(/\?.*$/, ''), line: source.slice(0, at).split('\n').length });
  }
  return found;
}

const PACKAGES: Readonly<Record<string, string>> = {
  '@unhandled/engine/images': 'packages/engine/images/x',
  '@unhandled/engine': 'packages/engine/src/index.ts',
  '@unhandled/lab': 'packages/lab/src/index.ts',
  '@unhandled/leakcheck': 'packages/leakcheck/src/index.ts',
};

/** The file in this repository that an import means; undefined for npm packages and Node's modules. */
export function targetOf(file: string, specifier: string): string | undefined {
  const own = Object.entries(PACKAGES).find(([name]) => specifier === name || specifier.startsWith(`${name}/`));
  if (own) return own[1];
  if (specifier.startsWith('/')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return undefined;
  const target = normalize(join(dirname(file), specifier)).replaceAll('\\', '/');
  return target.startsWith('node_modules/') || target.startsWith('..') ? undefined : target;
}

/** Broken rules, a line each. */
export function checkFile(rooms: readonly Room[], file: string, source: string): string[] {
  const room = roomOf(rooms, file);
  if (room === undefined) return [`${file}: belongs to no room; add its folder to the table in ARCHITECTURE.md`];
  // Tests live beside what they test and may build a whole machine to do so.
  if (/\.test\.tsx?$/.test(file)) return [];
  const problems: string[] = [];
  for (const { specifier, line } of importsOf(source)) {
    const target = targetOf(file, specifier);
    if (target === undefined) continue;
    const other = roomOf(rooms, target);
    if (other === undefined || other.name === room.name || room.mayImport.includes('all') || room.mayImport.includes(other.name)) continue;
    problems.push(`${file}:${line}: "${room.name}" may not import "${other.name}" (${specifier}); it may import ${room.mayImport.join(', ') || 'nothing'}`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const rooms = parseRooms(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.astro', '*.mdx'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    // What learners run is inside the machine, where these rooms do not exist; so are the compat programs.
    .filter((file) => file !== '' && !/^labs\/[^/]+\/(?:src|start|solution|wrong)\//.test(file) && !file.endsWith('.d.ts'));
  const problems = files.flatMap((file) => {
    try {
      return checkFile(rooms, file, readFileSync(join(root, file), 'utf8'));
    } catch (error) {
      // Deleted in the work tree but still in git's list.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`imports: ${files.length} files in ${rooms.length} rooms, all as ARCHITECTURE.md allows`);
}

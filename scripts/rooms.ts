// Reads the tables of rooms in ARCHITECTURE.md: the map that check-imports.ts holds the code to.

export interface Room {
  /** Folder, or a pattern for files such as `src/*.ts`. */
  readonly path: string;
  readonly name: string;
  readonly mayImport: readonly string[];
}

/** An npm package that few places may know. */
export interface Home {
  readonly packageName: string;
  readonly paths: readonly string[];
}

export interface House {
  readonly rooms: readonly Room[];
  readonly homes: readonly Home[];
  /** What a unit test may import besides what its room may. */
  readonly testsMayImport: readonly string[];
}

const ROOM = /^\| `([^`]+)` \| ([\w-]+) \| [^|]* \| ([^|]+) \|$/;
const HOME = /^\| `([^`]+)` \| ((?:`[^`]+`\s*)+) \|$/;
const TESTS = '*.test.ts';

/** @throws when a row names a room that is not in the table. */
export function parseHouse(markdown: string): House {
  const rooms: Room[] = [];
  const homes: Home[] = [];
  for (const line of markdown.split('\n').map((each) => each.trim())) {
    const [, path, name, allowed] = ROOM.exec(line) ?? [];
    if (path !== undefined && name !== undefined && allowed !== undefined)
      rooms.push({ path, name, mayImport: allowed.trim() === '-' ? [] : allowed.trim().split(/\s+/) });
    const [, packageName, paths] = HOME.exec(line) ?? [];
    if (packageName !== undefined && paths !== undefined)
      homes.push({ packageName, paths: [...paths.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string) });
  }
  const names = new Set(rooms.map(({ name }) => name));
  for (const room of rooms) {
    for (const name of room.mayImport)
      if (name !== 'all' && !names.has(name)) throw new Error(`ARCHITECTURE.md: room "${room.name}" may import "${name}", which is no room`);
  }
  return { rooms: rooms.filter(({ path }) => path !== TESTS), homes, testsMayImport: rooms.find(({ path }) => path === TESTS)?.mayImport ?? [] };
}

/** The room a file belongs to: the one with the longest path that holds it. */
export function roomOf(rooms: readonly Room[], file: string): Room | undefined {
  return rooms.filter(({ path }) => holds(path, file)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** Whether a path of the table, a folder or a pattern, holds a file. */
export function holds(path: string, file: string): boolean {
  if (!path.includes('*')) return file === path || file.startsWith(`${path}/`);
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`).test(file);
}

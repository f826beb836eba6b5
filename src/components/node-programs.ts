/** Reads the lessons' Node programs at build time, each with what it printed when it was recorded. */

const FILES = import.meta.glob<string>('/src/content/node/*/*.{mjs,txt}', { query: '?raw', import: 'default', eager: true });

export interface NodeProgram {
  readonly source: string;
  /** The command that was recorded, with the versions of Node and of the packages. */
  readonly command: string;
  readonly output: string;
}

/** @throws when there is no such program below src/content/node, or nobody recorded it. */
export function nodeProgram(name: string): NodeProgram {
  const source = FILES[`/src/content/node/${name}.mjs`];
  const recorded = FILES[`/src/content/node/${name}.txt`];
  if (source === undefined || recorded === undefined)
    throw new Error(`Cannot show the Node program "${name}": src/content/node lacks its .mjs or its .txt (node scripts/record-node.ts)`);
  const end = recorded.indexOf('\n');
  return { source, command: recorded.slice(0, end), output: recorded.slice(end + 1).trimEnd() };
}

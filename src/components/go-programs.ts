/** Reads the lessons' Go programs at build time, each with what it printed when it was recorded. */

const FILES = import.meta.glob<string>('/src/content/go/*/*.{go,txt}', { query: '?raw', import: 'default', eager: true });

export interface GoProgram {
  readonly source: string;
  /** The command that was recorded, with the versions of Go and Gin. */
  readonly command: string;
  readonly output: string;
}

/** @throws when there is no such program below src/content/go, or nobody recorded it. */
export function goProgram(name: string): GoProgram {
  const source = FILES[`/src/content/go/${name}.go`];
  const recorded = FILES[`/src/content/go/${name}.txt`];
  if (source === undefined || recorded === undefined)
    throw new Error(`Cannot show the Go program "${name}": src/content/go lacks its .go or its .txt (node scripts/record-go.ts)`);
  const end = recorded.indexOf('\n');
  return { source, command: recorded.slice(0, end), output: recorded.slice(end + 1).trimEnd() };
}

/** Where in the program something was opened, 1-based. */
export interface CreationSite {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
}

const FRAME = /^\s*at (?:(async )?(.*?) \()?(?:file:\/\/\/?)?((?:[A-Za-z]:[\\/]|\/).*?):(\d+):(\d+)\)?$/;
const FRAMES_READ = 30;

/** Frames of the program's own files below `root`, innermost first. Node's, the agent's and packages' are left out. */
export function creationSites(root: string): CreationSite[] {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES_READ;
  const { stack = '' } = new Error('creation site');
  Error.stackTraceLimit = limit;
  return sitesOf(String(stack), root);
}

/** The frames below `root` in a stack's text; `/` and `\\` are the same. */
export function sitesOf(stack: string, root: string): CreationSite[] {
  const folder = `${root.replaceAll('\\', '/')}/`;
  const sites: CreationSite[] = [];
  for (const text of stack.split('\n')) {
    const [, , functionName = '', path = '', line, column] = FRAME.exec(text) ?? [];
    const file = path.replaceAll('\\', '/');
    if (!file.startsWith(folder) || file.includes('/node_modules/')) continue;
    sites.push({ file: file.slice(folder.length), line: Number(line), column: Number(column), functionName });
  }
  return sites;
}

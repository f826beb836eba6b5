/** Where in the program something was opened, 1-based. */
export interface CreationSite {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
}

const FRAME = /^\s*at (?:(async )?(.*?) \()?(?:file:\/\/)?(\/.*?):(\d+):(\d+)\)?$/;
const FRAMES_READ = 30;

/** Frames of the program's own files below `root`, innermost first. Node's, the agent's and packages' are left out. */
export function creationSites(root: string): CreationSite[] {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES_READ;
  const { stack = '' } = new Error('creation site');
  Error.stackTraceLimit = limit;
  const sites: CreationSite[] = [];
  for (const text of stack.split('\n')) {
    const [, , functionName = '', file = '', line, column] = FRAME.exec(text) ?? [];
    if (!file.startsWith(`${root}/`) || file.includes('/node_modules/')) continue;
    sites.push({ file: file.slice(root.length + 1), line: Number(line), column: Number(column), functionName });
  }
  return sites;
}

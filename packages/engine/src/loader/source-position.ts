import type { FilePosition } from './strip-types.ts';

/** `at name (file:line:col)` or `at file:line:col`, as both QuickJS and Node print frames. */
const FRAME = /^\s*at (?:(.*?) \()?(?:file:\/\/)?([^()\s]+?):(\d+):(\d+)\)?$/;

export interface Frame extends FilePosition {
  readonly functionName: string;
}

/** Frames of a stack, innermost first. Lines that are no frame are passed over. */
export function parseStack(stack: string): Frame[] {
  const frames: Frame[] = [];
  for (const text of stack.split('\n')) {
    const match = FRAME.exec(text);
    if (match === null) continue;
    frames.push({ functionName: match[1] ?? '', file: match[2] as string, line: Number(match[3]), column: Number(match[4]) });
  }
  return frames;
}

/** A frame in the learner's own files. */
export interface ProjectFrame extends FilePosition {
  /** Empty for code outside of functions; `<anonymous>` for a function without a name. */
  readonly functionName: string;
  /** The function is waiting for the frames before it: it had left the stack when the stack was taken. */
  readonly isAsync: boolean;
}

const ASYNC = 'async ';

/** Frames in the learner's own files (below `root`, not in node_modules), innermost first, with the file relative to `root`. */
export function framesInProject(stack: string, root: string): ProjectFrame[] {
  const prefix = `${root}/`;
  return parseStack(stack).flatMap(({ functionName, file, line, column }) => {
    if (!file.startsWith(prefix) || file.includes('/node_modules/')) return [];
    const isAsync = functionName.startsWith(ASYNC);
    return [{ functionName: isAsync ? functionName.slice(ASYNC.length) : functionName, file: file.slice(prefix.length), line, column, isAsync }];
  });
}

/** The place of the innermost of {@link framesInProject}. */
export function positionInProject(stack: string, root: string): FilePosition | undefined {
  const [first] = framesInProject(stack, root);
  return first && { file: first.file, line: first.line, column: first.column };
}

/**
 * The loop that was interrupted. QuickJS names the last position before the loop's own code that has one
 * (an empty `while (true) {}` has none), so the culprit is the first loop keyword at or after that place.
 * @param source the file's JavaScript or TypeScript; @param at where the engine says it was.
 */
export function findLoop(source: string, at: FilePosition): FilePosition {
  const blanked = blankCommentsAndStrings(source).split('\n');
  for (let line = at.line; line <= Math.min(blanked.length, at.line + LOOP_SEARCH_LINES); line++) {
    const text = blanked[line - 1] ?? '';
    const from = line === at.line && at.column > 1 ? at.column - 1 : 0;
    const found = /\b(?:while|for|do)\b/.exec(text.slice(from));
    if (found) return { file: at.file, line, column: from + found.index + 1 };
  }
  return at;
}

/** A loop further away than this is not the one. */
const LOOP_SEARCH_LINES = 200;

/** Same length and lines, with the text of comments and strings as spaces. */
function blankCommentsAndStrings(source: string): string {
  return source.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g, (text) => text.replace(/[^\n]/g, ' '));
}

/** A place in a file: 1-based line and column. */
export interface FilePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A file that does not parse, or uses TypeScript that has to be generated rather than erased (enum, namespace). */
export class SourceError extends SyntaxError {
  override readonly name = 'SourceError';
  readonly at: FilePosition;
  constructor(message: string, at: FilePosition) {
    super(message);
    this.at = at;
  }
}

/**
 * swc's `transformSync`, as npm's `amaro` (what Node 24 itself uses) and `@swc/wasm-typescript-esm`
 * export it. Passed in, so that each place loads its WebAssembly in its own way.
 */
export type SwcTransform = (source: string, options: { mode: 'strip-only'; filename: string }) => { code: string };

/**
 * Erases types, keeping every line and column where it was. Returns JavaScript.
 * @throws {SourceError}
 */
export function stripTypes(transform: SwcTransform, source: string, file: string): string {
  try {
    return transform(source, { mode: 'strip-only', filename: file }).code;
  } catch (error) {
    throw asSourceError(error, file);
  }
}

/** What swc throws: a plain object. Columns count from 0. */
interface SwcError {
  readonly message: string;
  readonly startLine?: number;
  readonly startColumn?: number;
}

function asSourceError(error: unknown, file: string): Error {
  if (typeof error !== 'object' || error === null || !('message' in error)) return new Error(`Cannot read ${file}: ${String(error)}`);
  const { message, startLine = 1, startColumn = 0 } = error as SwcError;
  return new SourceError(message.trim(), { file, line: startLine, column: startColumn + 1 });
}

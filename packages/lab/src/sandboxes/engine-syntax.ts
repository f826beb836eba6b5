import { type EngineAssets, SourceError, stripTypes } from '@unhandled/engine';
import { type Program, ProgramError } from '../sandbox.ts';

/** @throws {ProgramError} for the first TypeScript file that does not parse, or a missing entry. */
export function checkSyntax(program: Program, assets: EngineAssets): void {
  if (program.files[program.entry] === undefined) {
    throw new ProgramError(`Cannot find ${program.entry}, the file that this server starts from. Reset it to bring it back.`, {
      file: program.entry,
      line: 1,
      column: 1,
    });
  }
  for (const [path, text] of Object.entries(program.files)) {
    if (!/\.[cm]?ts$/.test(path)) continue;
    try {
      stripTypes(assets.transform, text, path);
    } catch (error) {
      if (error instanceof SourceError) throw new ProgramError(`${path}:${error.at.line}:${error.at.column}: ${error.message}`, error.at);
      throw error;
    }
  }
}

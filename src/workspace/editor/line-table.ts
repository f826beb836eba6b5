import type { ThemeSide } from './themes.ts';

/** The colours of a file that does not change, made when the site is built: the grammar takes a third of a second to read its first page. */
export interface LineTable extends Readonly<Record<ThemeSide, readonly LineTokens[]>> {
  /** Names of colours, as Monaco's themes know them. */
  readonly scopes: readonly string[];
}

/** A line's tokens, one after another: the column where one begins, and its scope's place in {@link LineTable.scopes}. */
export type LineTokens = readonly number[];

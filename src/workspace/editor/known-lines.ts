import type { languages } from 'monaco-editor/editor.js';
import type { LineTable } from './line-table.ts';
import type { ThemeSide } from './themes.ts';

/** A line of a known file, after the lines before it: files that begin alike share them. */
interface KnownLine {
  readonly before: KnownLine | undefined;
  readonly text: string;
  readonly tokens: (side: ThemeSide) => languages.IToken[];
  readonly after: Map<string, KnownLine>;
  /** Of the grammar, at the line's end, from when somebody needed it. Its states know the theme's colours. */
  readonly ends: Partial<Record<ThemeSide, languages.IState>>;
}

/** A file as it was when the site was built, and its colours. */
export interface KnownFile {
  readonly text: string;
  readonly table: LineTable;
}

/**
 * Lines whose colours are known before the grammar has read them. Monaco colours line by line and does not say of which
 * file, so they lie by what came before them.
 */
export class KnownLines {
  readonly #grammar: languages.TokensProvider;
  readonly #side: () => ThemeSide;
  readonly #top: KnownLine;
  #warm = false;
  #guessed = false;

  /** @param side tells which theme is in force */
  constructor(files: Iterable<KnownFile>, grammar: languages.TokensProvider, side: () => ThemeSide) {
    this.#grammar = grammar;
    this.#side = side;
    this.#top = {
      before: undefined,
      text: '',
      tokens: () => [],
      after: new Map(),
      ends: { dark: grammar.getInitialState(), light: grammar.getInitialState() },
    };
    for (const file of files) this.#add(file);
  }

  /** Colours other lines by the grammar once it is warm. Until then a line that is new has one colour, and those around it keep theirs. */
  readonly provider: languages.TokensProvider = {
    getInitialState: () => new KnownState(this.#top, this.#endOf),
    tokenize: (text, state) => {
      if (!(state instanceof KnownState)) return this.#grammar.tokenize(text, state);
      const next = state.line.after.get(text) ?? this.#guess(state.line, text);
      if (next !== undefined) return { tokens: next.tokens(this.#side()), endState: new KnownState(next, this.#endOf) };
      if (this.#warm) return this.#grammar.tokenize(text, this.#endOf(state.line));
      this.#guessed = true;
      return { tokens: [{ startIndex: 0, scopes: '' }], endState: state };
    },
  };

  /**
   * Lets the grammar read all that is known, a line at each step: the first ones take up to 0.1 s each, and what they
   * taught it is there from then on.
   * @returns whether lines were coloured by a guess meanwhile
   */
  *warmUp(): Generator<void, boolean> {
    const unread = [this.#top];
    for (let line = unread.pop(); line !== undefined; line = unread.pop()) {
      this.#endOf(line);
      unread.push(...line.after.values());
      yield;
    }
    this.#warm = true;
    return this.#guessed;
  }

  /** The grammar's state at the end of a known line. It reads what it has not read yet of the lines before. */
  readonly #endOf = (line: KnownLine): languages.IState => {
    const side = this.#side();
    const unread: KnownLine[] = [];
    let read = line;
    for (; read.ends[side] === undefined; read = read.before as KnownLine) unread.push(read);
    let end = read.ends[side];
    for (const each of unread.reverse()) {
      end = this.#grammar.tokenize(each.text, end).endState;
      each.ends[side] = end;
    }
    return end;
  };

  #add({ text, table }: KnownFile): void {
    let line = this.#top;
    for (const [index, each] of text.split('\n').entries()) {
      const next = line.after.get(each) ?? {
        before: line,
        text: each,
        tokens: (side) => tokensOf(table, side, index),
        after: new Map(),
        ends: {},
      };
      line.after.set(each, next);
      line = next;
    }
  }

  /** The line after next, where the next was taken out or another stands in its place. */
  #guess(line: KnownLine, text: string): KnownLine | undefined {
    if (this.#warm) return undefined;
    for (const { after } of line.after.values()) {
      const next = after.get(text);
      if (next === undefined) continue;
      this.#guessed = true;
      return next;
    }
    return undefined;
  }
}

class KnownState implements languages.IState {
  readonly line: KnownLine;
  readonly #endOf: (line: KnownLine) => languages.IState;

  constructor(line: KnownLine, endOf: (line: KnownLine) => languages.IState) {
    this.line = line;
    this.#endOf = endOf;
  }

  clone(): KnownState {
    return this;
  }

  equals(other: languages.IState): boolean {
    return other instanceof KnownState ? other.line === this.line : this.#endOf(this.line).equals(other);
  }
}

function tokensOf(table: LineTable, side: ThemeSide, index: number): languages.IToken[] {
  const flat = table[side][index] ?? [];
  const tokens: languages.IToken[] = [];
  for (let at = 0; at < flat.length; at += 2) tokens.push({ startIndex: flat[at] as number, scopes: table.scopes[flat[at + 1] as number] as string });
  return tokens;
}

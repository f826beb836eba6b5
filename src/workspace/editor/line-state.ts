import type { languages } from 'monaco-editor/editor.js';

/** What @shikijs/monaco hands from line to line: the rules that are open at its end. */
interface GrammarState extends languages.IState {
  readonly ruleStack: { equals(other: unknown): boolean };
}

/** The grammar's state at the end of a line. Monaco reads on for as long as a line's end differs from what it was before. */
class LineState implements languages.IState {
  readonly grammar: GrammarState;

  constructor(grammar: GrammarState) {
    this.grammar = grammar;
  }

  clone(): LineState {
    return this;
  }

  equals(other: languages.IState): boolean {
    return other instanceof LineState && this.grammar.ruleStack.equals(other.grammar.ruleStack);
  }
}

/**
 * The provider of @shikijs/monaco, with states that compare by what they hold. Its own are equal to themselves only
 * (seen in 4.6.0): every key would colour the rest of the file anew.
 */
export function withComparableStates(provider: languages.TokensProvider): languages.TokensProvider {
  return {
    getInitialState: () => new LineState(provider.getInitialState() as GrammarState),
    tokenize(line, state) {
      const { tokens, endState } = provider.tokenize(line, (state as LineState).grammar);
      return { tokens, endState: new LineState(endState as GrammarState) };
    },
  };
}

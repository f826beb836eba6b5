import typescript from '@shikijs/langs-precompiled/typescript';
import { shikiToMonaco } from '@shikijs/monaco';
import type { languages } from 'monaco-editor/editor.js';
import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRawEngine } from 'shiki/engine/javascript';
import dark from 'shiki/themes/github-dark-default.mjs';
import { describe, expect, it } from 'vitest';
import { withComparableStates } from './line-state.ts';

/** The real provider, as @shikijs/monaco registers it. */
async function provider(): Promise<languages.TokensProvider> {
  const highlighter = await createHighlighterCore({ themes: [dark], langs: [typescript], engine: createJavaScriptRawEngine() });
  let registered: languages.TokensProvider | undefined;
  shikiToMonaco(highlighter, {
    editor: { defineTheme() {}, setTheme() {}, create() {} },
    languages: {
      getLanguages: () => [{ id: 'typescript' }],
      setTokensProvider(_id: string, given: languages.TokensProvider) {
        registered = given;
      },
    },
  } as never);
  if (registered === undefined) throw new Error('@shikijs/monaco registered no provider');
  return registered;
}

describe('withComparableStates', async () => {
  const tokens = withComparableStates(await provider());
  const endOf = (...lines: string[]) => lines.reduce((state, line) => tokens.tokenize(line, state).endState, tokens.getInitialState());

  it('ends two readings of the same lines in equal states', () => {
    expect(endOf('function f() {', '  return 1;').equals(endOf('function f() {', '  return 1;'))).toBe(true);
  });

  it('ends a changed line as before when it leaves the same things open', () => {
    expect(endOf('const a = 1;').equals(endOf('const b = "two";'))).toBe(true);
  });

  it('ends a line that opens a template otherwise than one that does not', () => {
    expect(endOf('const a = 1;').equals(endOf('const a = `1'))).toBe(false);
  });

  it('colours a line as the provider does', async () => {
    const plain = await provider();
    const line = 'const a = await b(`c`); // why';
    expect(tokens.tokenize(line, tokens.getInitialState()).tokens).toEqual(plain.tokenize(line, plain.getInitialState()).tokens);
  });
});

/** A piece of a sentence: words, or what stands between two backticks. */
export interface Span {
  readonly code: boolean;
  readonly text: string;
}

/** Splits a sentence at its backticks. An odd backtick is a slip of the writer and throws. */
export function spans(sentence: string): Span[] {
  const parts = sentence.split('`');
  if (parts.length % 2 === 0) throw new SyntaxError(`Cannot show "${sentence}": a backtick has no partner. Add the missing one.`);
  return parts.map((text, index) => ({ code: index % 2 === 1, text })).filter(({ text }) => text !== '');
}

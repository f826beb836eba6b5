/** Breaks lines at spaces, and around Chinese characters, so that none is wider than so many columns where it can be helped. */
export function breakLines(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => breakLine(line, columns))
    .join('\n');
}

function breakLine(line: string, columns: number): string {
  let broken = '';
  let width = 0;
  // A word with the space before it, or one Chinese character with the marks that may not begin a line.
  for (const piece of line.match(/[\u2e80-\uffef][\u3001\u3002\uff01-\uff0f\uff1a\uff1b\u201d]*|\s*[^\s\u2e80-\uffef]+|\s+/g) ?? []) {
    const more = widthOf(piece);
    const isOver = width > 0 && width + more > columns;
    const shown = isOver ? piece.trimStart() : piece;
    broken += isOver ? `\n${shown}` : shown;
    width = (isOver ? 0 : width) + widthOf(shown);
  }
  return broken;
}

/** In columns of a fixed-width font: Chinese characters take two. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}

/** What a key asks of whoever owns the terminal. */
export type LineAction =
  | { readonly kind: 'none' }
  | { readonly kind: 'run'; readonly line: string }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'complete'; readonly before: string };

/** Lines that are remembered. */
const HISTORY = 200;
const NONE: LineAction = { kind: 'none' };

/** The line that is being typed, with the keys that shells have taught: it knows no terminal. */
export class LineEditor {
  text = '';
  /** Characters before the cursor. */
  cursor = 0;
  readonly #history: string[] = [];
  #at = 0;

  /** @param data as a terminal sends a key, or what was pasted: of several lines only the first is taken, so that nothing runs by itself */
  press(data: string): LineAction {
    switch (data) {
      case '\r':
        return this.#enter();
      case '\t':
        return { kind: 'complete', before: this.text.slice(0, this.cursor) };
      case '\x03':
        this.#set('');
        return { kind: 'interrupt' };
      case '\x0c':
        return { kind: 'clear' };
      case '\x7f':
        this.#replace(Math.max(0, this.cursor - 1), this.cursor, '');
        return NONE;
      case '\x1b[3~':
        this.#replace(this.cursor, this.cursor + 1, '');
        return NONE;
      case '\x15':
        this.#replace(0, this.cursor, '');
        return NONE;
      case '\x0b':
        this.#replace(this.cursor, this.text.length, '');
        return NONE;
      case '\x17':
        this.#replace(this.text.slice(0, this.cursor).search(/\S*\s*$/), this.cursor, '');
        return NONE;
      case '\x1b[D':
        this.cursor = Math.max(0, this.cursor - 1);
        return NONE;
      case '\x1b[C':
        this.cursor = Math.min(this.text.length, this.cursor + 1);
        return NONE;
      case '\x1b[H':
      case '\x01':
        this.cursor = 0;
        return NONE;
      case '\x1b[F':
      case '\x05':
        this.cursor = this.text.length;
        return NONE;
      case '\x1b[A':
        return this.#recall(-1);
      case '\x1b[B':
        return this.#recall(1);
      default:
        if (!data.startsWith('\x1b')) this.insert(data);
        return NONE;
    }
  }

  insert(data: string): void {
    const [first = ''] = data.split(/[\r\n]/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    this.#replace(this.cursor, this.cursor, first.replaceAll(/[\x00-\x1f]/g, ' '));
  }

  #enter(): LineAction {
    const line = this.text.trim();
    if (line !== '' && this.#history.at(-1) !== line) this.#history.push(line);
    if (this.#history.length > HISTORY) this.#history.shift();
    this.#at = this.#history.length;
    this.#set('');
    return { kind: 'run', line };
  }

  #recall(step: 1 | -1): LineAction {
    this.#at = Math.min(this.#history.length, Math.max(0, this.#at + step));
    this.#set(this.#history[this.#at] ?? '');
    return NONE;
  }

  #replace(from: number, to: number, text: string): void {
    this.text = this.text.slice(0, from) + text + this.text.slice(to);
    this.cursor = from + text.length;
  }

  #set(text: string): void {
    this.text = text;
    this.cursor = text.length;
  }
}

/** What all of these begin with. */
export function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  for (const word of others) {
    while (!word.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}

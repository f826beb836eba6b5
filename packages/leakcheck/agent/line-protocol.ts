// Messages between a process and whoever has only its standard streams. Pure text: runs in the process and in a page.

/** Begins a message in a process's output: no program prints it by accident. */
const MARK = '\u001e';
/** Terminals cut longer lines of input. */
const LONGEST_LINE = 1000;
const MORE = '+';
const LAST = '.';

/** Whoever reads may cut the stream between two bytes of a character: there are none of more than one. */
function toAscii(message: unknown): string {
  return JSON.stringify(message).replace(/[\u007f-\uffff]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A message as a process prints it, among its own output. */
export function toOutputLine(message: unknown): string {
  return `${MARK}${toAscii(message)}\n`;
}

/** A message as it is written to a process's input, in lines that a terminal lets through. */
export function toInputLines(message: unknown): string {
  const text = toAscii(message);
  let lines = '';
  for (let at = 0; at < text.length; at += LONGEST_LINE) lines += `${at + LONGEST_LINE < text.length ? MORE : LAST}${text.slice(at, at + LONGEST_LINE)}\n`;
  return lines;
}

/** Takes a process's output apart: its messages, and what it printed besides. */
export class OutputReader {
  readonly #onMessage: (message: unknown) => void;
  readonly #onText: (text: string) => void;
  #held = '';

  constructor(onMessage: (message: unknown) => void, onText: (text: string) => void) {
    this.#onMessage = onMessage;
    this.#onText = onText;
  }

  take(chunk: string): void {
    this.#held += chunk;
    for (;;) {
      const from = this.#held.indexOf(MARK);
      const text = from < 0 ? this.#held : this.#held.slice(0, from);
      if (text !== '') this.#onText(text.replaceAll('\r\n', '\n'));
      this.#held = from < 0 ? '' : this.#held.slice(from);
      const end = this.#held.indexOf('\n');
      if (end < 0) return;
      const line = this.#held.slice(MARK.length, end);
      this.#held = this.#held.slice(end + 1);
      this.#takeLine(line);
    }
  }

  /** The process has ended: what was cut off is text. */
  end(): void {
    if (this.#held !== '') this.#onText(this.#held.slice(MARK.length));
    this.#held = '';
  }

  #takeLine(line: string): void {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      // The program's own, whatever it is.
      return this.#onText(`${line}\n`);
    }
    this.#onMessage(message);
  }
}

/** Puts the messages together that arrive on a process's input. Lines of anybody else are passed over. */
export class InputReader {
  readonly #onMessage: (message: unknown) => void;
  #held = '';
  #message = '';

  constructor(onMessage: (message: unknown) => void) {
    this.#onMessage = onMessage;
  }

  take(chunk: string): void {
    this.#held += chunk;
    for (let end = this.#held.indexOf('\n'); end >= 0; end = this.#held.indexOf('\n')) {
      const line = this.#held.slice(0, end).replace(/\r$/, '');
      this.#held = this.#held.slice(end + 1);
      if (line.startsWith(MORE)) this.#message += line.slice(1);
      else if (line.startsWith(LAST)) {
        const text = this.#message + line.slice(1);
        this.#message = '';
        this.#takeText(text);
      }
    }
  }

  #takeText(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      // Not of ours.
      return;
    }
    this.#onMessage(message);
  }
}

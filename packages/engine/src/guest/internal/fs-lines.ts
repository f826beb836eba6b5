interface TextStream extends AsyncIterable<string> {
  destroy(): unknown;
}

const LINE_END = /\r\n|\n|\r/;

/**
 * What FileHandle.readLines() gives: the lines of a stream, by `for await`. Leaving the loop early closes
 * the stream, and with it the file. Node gives a whole readline.Interface; this has its iterator and close().
 */
export class LineReader {
  readonly #stream: TextStream;

  constructor(stream: TextStream) {
    this.#stream = stream;
  }

  close(): void {
    this.#stream.destroy();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string, void> {
    let rest = '';
    try {
      for await (const text of this.#stream) {
        rest += text;
        // A carriage return at the end may be half of a line end.
        const held = rest.endsWith('\r') ? '\r' : '';
        const lines = (held === '' ? rest : rest.slice(0, -1)).split(LINE_END);
        rest = (lines.pop() as string) + held;
        yield* lines;
      }
      const last = rest.split(LINE_END);
      if (last.at(-1) === '') last.pop();
      yield* last;
    } finally {
      this.close();
    }
  }
}

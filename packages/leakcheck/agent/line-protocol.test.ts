import { expect, test } from 'vitest';
import { InputReader, OutputReader, toInputLines, toOutputLine } from './line-protocol.ts';

function readOutput(chunks: readonly string[]): { messages: unknown[]; text: string } {
  const messages: unknown[] = [];
  let text = '';
  const reader = new OutputReader(
    (message) => messages.push(message),
    (each) => (text += each),
  );
  for (const chunk of chunks) reader.take(chunk);
  reader.end();
  return { messages, text };
}

test('a message is found in the middle of a line that the program has not finished, wherever the stream is cut', () => {
  const stream = `half a line${toOutputLine({ number: 1, answer: '结' })}, the other half\n`;
  for (let cut = 0; cut <= stream.length; cut++) {
    expect(readOutput([stream.slice(0, cut), stream.slice(cut)])).toEqual({ messages: [{ number: 1, answer: '结' }], text: 'half a line, the other half\n' });
  }
});

test('a terminal that ends lines with two characters changes no message', () => {
  expect(readOutput([`log\r\n${toOutputLine({ number: 2 }).replace('\n', '\r\n')}`])).toEqual({ messages: [{ number: 2 }], text: 'log\n' });
});

test('what only looks like a message, and one that was cut off, is the program’s own text', () => {
  expect(readOutput(['\u001enot JSON\n', '\u001e{"number":'])).toEqual({ messages: [], text: 'not JSON\n{"number":' });
});

test('a long message goes in as lines that a terminal does not cut, and comes out whole', () => {
  const question = { number: 3, question: { text: `${'x'.repeat(5000)}\n结` } };
  const lines = toInputLines(question);
  expect(Math.max(...lines.split('\n').map(({ length }) => length))).toBeLessThan(1024);
  const found: unknown[] = [];
  const reader = new InputReader((message) => found.push(message));
  for (const character of `typed by a person\n${lines.replaceAll('\n', '\r\n')}`) reader.take(character);
  expect(found).toEqual([question]);
});

import { expect, test } from 'vitest';
import { commonStart, LineEditor } from './line-editor.ts';

function typed(...keys: string[]): LineEditor {
  const line = new LineEditor();
  for (const key of keys) line.press(key);
  return line;
}
const [LEFT, UP, DOWN, BACK, ENTER] = ['\x1b[D', '\x1b[A', '\x1b[B', '\x7f', '\r'];

test('typing, moving and deleting change the line at the cursor', () => {
  const line = typed('l', 's', LEFT, BACK, 'p', '\x05', ' ', '-', 'l');
  expect([line.text, line.cursor]).toEqual(['ps -l', 5]);
});

test('Ctrl+W takes a word, Ctrl+U all before the cursor, Ctrl+K all after it', () => {
  expect(typed('cat a.txt ', '\x17').text).toBe('cat ');
  expect(typed('cat a.txt', LEFT, '\x15').text).toBe('t');
  expect(typed('cat a.txt', '\x01', '\x0b').text).toBe('');
});

test('Enter hands the line over, and the arrows bring it back', () => {
  const line = typed('ps', ENTER, 'ls', ENTER, UP, UP);
  expect(line.text).toBe('ps');
  expect(line.press(ENTER)).toEqual({ kind: 'run', line: 'ps' });
  expect(typed('ps', ENTER, UP, DOWN).text).toBe('');
});

test('of what is pasted only the first line is taken, so that nothing runs by itself', () => {
  expect(typed('echo 1\nrm -r /\n').text).toBe('echo 1');
});

test('completion goes as far as the words agree', () => {
  expect([commonStart(['data/a', 'data/b']), commonStart(['one']), commonStart([])]).toEqual(['data/', 'one', '']);
});

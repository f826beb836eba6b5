import { expect, test } from 'vitest';
import { ServerLog } from './server-log.ts';

const text = (stream: 'stdout' | 'stderr', value: string) => ({ stream, text: value, atMs: 1 });

test('lines that arrive in pieces are put together, stream by stream', () => {
  const log = new ServerLog();
  log.add([text('stdout', 'one'), text('stderr', 'bad\n'), text('stdout', ' line\ntwo\nthr')]);
  expect(log.lines.value.map((line) => `${line.stream} ${line.text}`)).toEqual(['stderr bad', 'stdout one line', 'stdout two']);
});

test('a flood keeps the newest thousand lines and counts the rest', () => {
  const log = new ServerLog();
  log.add([text('stdout', Array.from({ length: 2500 }, (_, i) => `${i}\n`).join(''))]);
  expect(log.lines.value.length).toBe(1000);
  expect(log.lines.value[0]?.text).toBe('1500');
  expect(log.dropped.value).toBe(1500);
});

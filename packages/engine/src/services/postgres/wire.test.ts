import { expect, test } from 'vitest';
import { message, messagesOf, MessageReader, strings, typeOf, withOwnNames } from './wire.ts';

test('MessageReader cuts a stream wherever it was split', () => {
  const reader = new MessageReader();
  const bytes = message('Q', strings('SELECT 1'));
  reader.push(bytes.subarray(0, 3));
  expect(reader.take(true)).toBeUndefined();
  reader.push(bytes.subarray(3));
  expect(reader.take(true)).toEqual(bytes);
  expect(reader.take(true)).toBeUndefined();
});

test('withOwnNames() changes the names of statements and portals, and the length', () => {
  expect(withOwnNames(message('P', strings('all', 'SELECT 1')), 'c1_')).toEqual(message('P', strings('c1_all', 'SELECT 1')));
  expect(withOwnNames(message('B', strings('', 'all')), 'c1_')).toEqual(message('B', strings('', 'c1_all')));
  expect(withOwnNames(message('P', strings('', 'SELECT 1')), 'c1_')).toEqual(message('P', strings('', 'SELECT 1')));
  const execute = new Uint8Array([...strings('cursor'), 0, 0, 0, 5]);
  expect(withOwnNames(message('E', execute), 'c1_')).toEqual(message('E', new Uint8Array([...strings('c1_cursor'), 0, 0, 0, 5])));
});

test('messagesOf() lists messages', () => {
  const both = new Uint8Array([...message('S', new Uint8Array(0)), ...message('Q', strings('x'))]);
  expect([...messagesOf(both)].map(typeOf)).toEqual(['S', 'Q']);
});

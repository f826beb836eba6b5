import { expect, test } from 'vitest';
import { undoable } from './undoable.ts';

test('undoable() puts back what was replaced, getters and all, and removes what was added', () => {
  const object: Record<string, unknown> = { kept: 1, replaced: 2 };
  Object.defineProperty(object, 'hidden', { value: 3, enumerable: false, configurable: true, writable: true });
  const before = Object.getOwnPropertyDescriptors(object);
  const undo = undoable([object], () => {
    object['replaced'] = 4;
    object['hidden'] = 5;
    object['added'] = 6;
  });
  expect(object).toMatchObject({ replaced: 4, added: 6 });
  undo();
  expect(Object.getOwnPropertyDescriptors(object)).toEqual(before);
});

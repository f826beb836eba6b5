import { expect, test } from 'vitest';
import { dropRepeatedStyles } from './drop-repeated-styles.ts';

test('a style sheet that a page has named is not named again', () => {
  const page = '<link rel="stylesheet" href="/a.css"><pre></pre><link rel="stylesheet" href="/a.css"/><link rel="stylesheet" href="/b.css">';
  expect(dropRepeatedStyles(page)).toBe('<link rel="stylesheet" href="/a.css"><pre></pre><link rel="stylesheet" href="/b.css">');
});

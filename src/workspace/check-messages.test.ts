import { MESSAGES, sentenceOf } from '@unhandled/lab';
import { expect, test } from 'vitest';
import { LOCALES } from '../i18n/locale.ts';
import { checkMessages } from '../i18n/workspace.ts';

const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

test('every locale has every finding of the checks, with the same places to fill', () => {
  for (const locale of LOCALES) {
    const messages = checkMessages(locale) ?? MESSAGES;
    expect(Object.keys(messages).sort()).toEqual(Object.keys(MESSAGES).sort());
    for (const [key, english] of Object.entries(MESSAGES))
      expect([key, ...places(messages[key as keyof typeof MESSAGES] ?? '')]).toEqual([key, ...places(english)]);
  }
});

test('a finding names its requests in the reader\u2019s language', () => {
  const finding = { key: 'handles.grew', params: { sign: '+', rate: '1.00', kind: 'fd', what: 'failing' } };
  expect(sentenceOf(finding, checkMessages('zh-cn'))).toBe('每个失败请求 +1.00 个 fd。');
});

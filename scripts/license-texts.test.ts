import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isCompatible, licenseDocument } from './license-texts.ts';

test.each(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND Apache-2.0', 'OFL-1.1', ' ISC '])('%s may be part of the site', (expression) => {
  expect(isCompatible(expression)).toBe(true);
});

test.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'UNLICENSED', 'SEE LICENSE IN LICENSE.md', 'none named', '', 'mit-ish', '(MIT AND (GPL-2.0 OR ISC))'])(
  '%s may not',
  (expression) => {
    expect(isCompatible(expression)).toBe(false);
  },
);

test('the document holds every package’s own words, and names the packages that do not fit', () => {
  const root = mkdtempSync(join(tmpdir(), 'licences-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, 'LICENSE.md'), 'Copyright the tea company\r\nas is\n');
  writeFileSync(join(root, 'license.js'), 'code');
  const tea = { name: 'tea', version: '1.0.0', license: 'MIT', folder: '.' };
  const text = licenseDocument(root, [tea], 'Our own licence');
  expect(text).toContain('Our own licence');
  expect(text).toContain('tea 1.0.0\nLicence: MIT\n\nCopyright the tea company\nas is');
  expect(text).not.toContain('code');
  expect(() => licenseDocument(root, [tea, { ...tea, name: 'salt', license: 'AGPL-3.0-only' }], '')).toThrow('salt 1.0.0: AGPL-3.0-only');
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EDITION } from '../../src/content/edition.ts';
import { checkConfig, readSiteConfig } from './site-config.ts';

const lesson = { slug: 'slow-checkout', minutes: 20, title: 'Slow checkout', story: 'It was slow.' };

test('a folder without settings has the defaults', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'content-'));
  expect(await readSiteConfig(folder, EDITION)).toMatchObject({ edition: EDITION, contentFolders: [folder] });
});

test('settings replace the defaults; text may be in one language', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'content-'));
  writeFileSync(
    join(folder, 'unhandled.config.ts'),
    `export default { name: 'Kontor', logo: 'art/mark.svg', colours: { accent: '#117755' }, chapters: ['travel'], ownChapters: [{ id: 'ours', title: 'Ours', lessons: [${JSON.stringify(lesson)}] }], content: ['../more'] };`,
  );
  const { edition, logoFile, contentFolders } = await readSiteConfig(folder, EDITION);
  expect(edition).toEqual({
    name: 'Kontor',
    logo: '/edition-logo.svg',
    accent: { dark: '#117755', light: '#117755' },
    startLocale: 'en',
    webContainers: EDITION.webContainers,
    chapters: ['travel'],
    ownChapters: [{ id: 'ours', title: { en: 'Ours' }, lessons: [{ ...lesson, title: { en: 'Slow checkout' }, story: { en: 'It was slow.' } }] }],
  });
  expect(logoFile).toBe(join(folder, 'art/mark.svg'));
  expect(contentFolders).toEqual([folder, join(folder, '../more')]);
});

test.each([
  [{ nmae: 'Kontor' }, 'nmae is no setting'],
  [{ name: '' }, 'name is empty'],
  [{ colours: { accent: 'amber' } }, "colours.accent must be a colour such as '#f2a93b'"],
  [{ chapters: ['incident', 'intro'] }, 'chapters[1] must be one of incident, travel, find, build, keep'],
  [{ locale: 'de' }, 'locale must be one of en, zh-cn'],
  [{ webContainers: true }, 'webContainers must be choice, webcontainer or off'],
  [{ webContainersOrigin: 'runtime' }, "webContainersOrigin must be an origin such as 'https://runtime.example'"],
  [{ ownChapters: [{ id: 'ours', title: 'Ours', lessons: [] }] }, 'ownChapters[0].lessons is empty'],
  [
    { ownChapters: [{ id: 'ours', title: 'Ours', lessons: [{ ...lesson, slug: 'the-pager' }] }] },
    'ownChapters[0].lessons[0].slug is the name of a lesson of ours',
  ],
  [{ ownChapters: [{ id: 'ours', title: 'Ours', lessons: [lesson, lesson] }] }, 'the lesson "slow-checkout" is listed twice'],
  ['Kontor', 'the default export'],
])('%j is refused by name', (config, message) => {
  expect(() => checkConfig(config)).toThrow(message);
});

test('a file that does not parse, and a folder that is not there, are said so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'content-'));
  writeFileSync(join(folder, 'unhandled.config.ts'), 'export default {');
  await expect(readSiteConfig(folder, EDITION)).rejects.toThrow('unhandled.config.ts cannot be read');
  await expect(readSiteConfig(join(folder, 'gone'), EDITION)).rejects.toThrow('there is no such folder');
});

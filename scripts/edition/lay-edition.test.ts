import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { layEdition } from './lay-edition.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/own-incident', import.meta.url));

function contentWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'content-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const COURSE = `export default { ownChapters: [{ id: 'ours', title: 'Ours', lessons: [{ slug: 'slow-checkout', minutes: 20, title: 'Slow', story: 'Slow.' }] }] };`;

test('the example lies over a copy of our tree, and our tree is as it was; what was laid before is gone the next time', async () => {
  const ours = readFileSync('src/content/edition.json', 'utf8');
  const target = mkdtempSync(join(tmpdir(), 'edition-'));
  const laid = (path: string) => join(target, path);
  await layEdition(EXAMPLE, target);
  expect(existsSync(laid('labs/the-watched-template/lab.json'))).toBe(true);
  expect(existsSync(laid('labs/the-pager/lab.json'))).toBe(true);
  expect(existsSync(laid('src/content/docs/lessons/the-watched-template.mdx'))).toBe(true);
  expect(JSON.parse(readFileSync(laid('src/content/edition.json'), 'utf8'))).toMatchObject({ name: 'Kontor Nord labs', logo: '/edition-logo.svg' });
  expect(existsSync('labs/the-watched-template')).toBe(false);
  expect(readFileSync('src/content/edition.json', 'utf8')).toBe(ours);

  await layEdition(contentWith({}), target);
  expect(existsSync(laid('labs/the-watched-template'))).toBe(false);
  expect(existsSync(laid('public/edition-logo.svg'))).toBe(false);
}, 60_000);

test.each([
  ['a file without a place', { 'labs/notes.txt': 'x' }, 'labs/notes.txt has no place'],
  ['a lab of ours', { 'labs/the-pager/start/src/new.ts': '' }, 'labs/the-pager/start/src/new.ts would replace a file that is there already'],
  ['a lesson of ours', { 'lessons/the-pager.mdx': 'x' }, 'lessons/the-pager.mdx would replace'],
  ['a listed lesson that is not written', { 'unhandled.config.ts': COURSE }, '"slow-checkout" lacks labs/slow-checkout/lab.json'],
  ['a logo that is not there', { 'unhandled.config.ts': "export default { logo: 'mark.svg' };" }, 'is not there'],
  ['a folder that is not there', { 'unhandled.config.ts': "export default { content: ['more'] };" }, 'The content folder'],
])('%s is refused', async (_what, files, message) => {
  await expect(layEdition(contentWith(files), join(tmpdir(), 'never-laid'))).rejects.toThrow(message);
  expect(existsSync(join(tmpdir(), 'never-laid'))).toBe(false);
});

import { expect, test } from 'vitest';
import { fromShareLink, toShareLink } from './share-link.ts';

const page = new URL('http://kettle.example/lessons/the-pager/?x=1#old');
const files = { 'src/app.ts': 'const tea = "茶";\n'.repeat(200) };

test('a share link carries files there and back, much smaller than they are', async () => {
  const link = await toShareLink(page, files);
  expect(link).toMatch(/^http:\/\/kettle\.example\/lessons\/the-pager\/#files=[\w-]+$/);
  expect(link.length).toBeLessThan(300);
  expect(await fromShareLink(new URL(link).hash, ['src/app.ts'])).toEqual(files);
});

test('a fragment of another kind carries no files', async () => {
  expect(await fromShareLink('#the-evening', [])).toBeUndefined();
});

test.each([
  ['is cut off', async () => (await toShareLink(page, files)).split('#')[1]?.slice(0, 40), 'damaged or cut off'],
  ['names a file that nobody may edit', async () => (await toShareLink(page, { 'package.json': '{}' })).split('#')[1], 'package.json is no file'],
  ['unpacks to more than a page can bear', async () => (await toShareLink(page, { 'src/app.ts': 'x'.repeat(2_000_000) })).split('#')[1], 'damaged'],
])('a link that %s is refused', async (_what, fragment, reason) => {
  await expect(fromShareLink(`#${await fragment()}`, ['src/app.ts'])).rejects.toThrow(reason);
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchContent } from './watch-content.ts';

let content: string;
let edition: string;
let end: () => Promise<void>;
/** What changed, of those looks that found something. */
const updates: string[][] = [];
const refusals: string[] = [];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(content, path)), { recursive: true });
  writeFileSync(join(content, path), text);
}

const siteName = () => (JSON.parse(readFileSync(join(edition, 'src/content/edition.json'), 'utf8')) as { name: string }).name;

beforeEach(async () => {
  content = mkdtempSync(join(tmpdir(), 'content-'));
  edition = mkdtempSync(join(tmpdir(), 'edition-'));
  updates.length = refusals.length = 0;
  write('lessons/slow-checkout.mdx', 'first');
  end = watchContent(content, edition, {
    onUpdate: (changed) => changed.length > 0 && updates.push([...changed]),
    onRefusal: (message) => refusals.push(message),
  });
  await vi.waitFor(() => expect(updates.length).toBeGreaterThan(0));
});
afterEach(() => end());

test('a file that is written anew is laid anew, and nothing else is', async () => {
  write('lessons/slow-checkout.mdx', 'second');
  await vi.waitFor(() => expect(updates.at(-1)).toEqual(['src/content/docs/lessons/slow-checkout.mdx']));
  expect(readFileSync(join(edition, 'src/content/docs/lessons/slow-checkout.mdx'), 'utf8')).toBe('second');
});

test('a file that is taken away is taken away', async () => {
  rmSync(join(content, 'lessons/slow-checkout.mdx'));
  await vi.waitFor(() => expect(existsSync(join(edition, 'src/content/docs/lessons/slow-checkout.mdx'))).toBe(false));
});

test('settings are read again with every change, and folders that they name are watched', async () => {
  const more = mkdtempSync(join(tmpdir(), 'more-'));
  write('unhandled.config.ts', `export default { name: 'One', content: ['../${basename(more)}'] };\n`);
  await vi.waitFor(() => expect(siteName()).toBe('One'));
  mkdirSync(join(more, 'lessons'));
  writeFileSync(join(more, 'lessons/late-fee.mdx'), 'theirs');
  await vi.waitFor(() => expect(existsSync(join(edition, 'src/content/docs/lessons/late-fee.mdx'))).toBe(true));
});

test('content that cannot be laid is refused with the reason, and taken when it is mended', async () => {
  write('labs/notes.txt', 'x');
  await vi.waitFor(() => expect(refusals.at(-1)).toContain('labs/notes.txt has no place'));
  rmSync(join(content, 'labs/notes.txt'));
  write('lessons/slow-checkout.mdx', 'third');
  await vi.waitFor(() => expect(updates.at(-1)).toEqual(['src/content/docs/lessons/slow-checkout.mdx']));
});

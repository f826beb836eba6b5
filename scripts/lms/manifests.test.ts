import { expect, test } from 'vitest';
import { nameIndexes } from './build-package.ts';
import { cmi5Structure } from './cmi5-structure.ts';
import { packageContents } from './package-contents.ts';
import { scormManifest } from './scorm-manifest.ts';

const slugsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, slug]) => slug);

test('a course has every lab that exists, a chapter its own, a lab one', () => {
  const all = packageContents('course', 'en').chapters.flatMap(({ labs }) => labs.map(({ slug }) => slug));
  const chapters = ['incident', 'travel'].flatMap((id) => packageContents(`chapter:${id}`, 'en').chapters.flatMap(({ labs }) => labs.map(({ slug }) => slug)));
  expect(all.slice(0, chapters.length)).toEqual(chapters);
  expect(packageContents('lab:the-pager', 'zh-cn').chapters.flatMap(({ labs }) => labs.map(({ slug }) => slug))).toEqual(['the-pager']);
});

test.each(['lab:nothing', 'chapter:nothing', 'everything', ''])('the scope "%s" is refused, naming what can be written', (scope) => {
  expect(() => packageContents(scope, 'en')).toThrow(/write course, chapter:incident/);
});

test.each(['scorm12', 'scorm2004'] as const)('%s: each lab is a SCO of its own, each item leads to one', (version) => {
  const contents = packageContents('course', 'en');
  const manifest = scormManifest(version, contents, ['launch.js', 'site/a b.html']);
  const labs = contents.chapters.flatMap(({ labs }) => labs.map(({ slug }) => slug));
  expect(slugsIn(manifest, /identifierref="sco-([\w-]+)"/g)).toEqual(labs);
  expect(slugsIn(manifest, /href="launch\.html\?lab=([\w-]+)"/g)).toEqual(labs);
  expect(manifest).toContain('<file href="site/a%20b.html"/>');
});

test('cmi5: each lab is an assignable unit that is done when it is passed', () => {
  const contents = packageContents('chapter:incident', 'en');
  const structure = cmi5Structure(contents, 'A & B', 'en');
  expect(slugsIn(structure, /<au id="urn:unhandled:lab:([\w-]+)" moveOn="CompletedAndPassed"/g)).toEqual(contents.chapters[0]?.labs.map(({ slug }) => slug));
  expect(structure).toContain('A &amp; B');
});

test('links to folders name the file, links to files and other hosts stay', () => {
  const html =
    '<a href="./">a</a><a href="../course/#x">b</a><a href="lessons/the-pager/">c</a><a href="a.css">d</a><a href="https://x.example/">e</a><a href="#top">f</a>';
  expect(nameIndexes(html)).toBe(
    '<a href="./index.html">a</a><a href="../course/index.html#x">b</a><a href="lessons/the-pager/index.html">c</a><a href="a.css">d</a><a href="https://x.example/">e</a><a href="#top">f</a>',
  );
});

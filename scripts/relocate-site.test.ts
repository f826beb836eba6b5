import { expect, test } from 'vitest';
import { absoluteAddresses, relocatePage } from './relocate-site.ts';

test('addresses count from the page’s folder', () => {
  const page =
    '<a href="/course/">a</a><script type="module" src="/_astro/a.js"></script><astro-island component-url="/_astro/b.js" props="{&quot;a&quot;:1}"></astro-island>';
  expect(relocatePage(page, '')).toContain('href="./course/"');
  expect(relocatePage(page, 'zh-cn/lessons/the-pager/')).toBe(
    '<a href="../../../course/">a</a><script type="module" src="../../../_astro/a.js"></script><astro-island component-url="../../../_astro/b.js" props="{&quot;a&quot;:1}"></astro-island>',
  );
});

test('the language menu and the root are addresses, other values are not', () => {
  expect(relocatePage('<option value="/zh-cn/">', 'course/')).toBe('<option value="../zh-cn/">');
  expect(relocatePage('<meta name="unhandled-root" content="/">', 'course/')).toBe('<meta name="unhandled-root" content="../">');
  const others = '<meta name="description" content="/course/"><input value="/orders"><div data-code="/orders/1">';
  expect(relocatePage(others, 'course/')).toBe(others);
});

test('other hosts, fragments and what scripts say stay as they are', () => {
  const page = '<a href="//host/x">a</a><a href="#b">b</a><a href="https://host/">c</a><script>const a = \'<a href="/x">\';</script><p>&lt;a href="/x"></p>';
  expect(relocatePage(page, 'course/')).toBe(page);
});

test('an attribute with a bracket in it hides none of those after it', () => {
  expect(relocatePage('<a title="a > b" href="/course/">', '')).toBe('<a title="a > b" href="./course/">');
});

test('addresses from the root that are left are found', () => {
  expect(absoluteAddresses('a.js', 'const a = "/_astro/b.wasm", b = `/service-worker.js`, c = "/orders/1";')).toEqual([
    '"/_astro/b.wasm"',
    '`/service-worker.js`',
  ]);
  expect(absoluteAddresses('a.css', 'a { src: url(/_astro/a.woff2) } b { src: url(../b.woff2) }')).toEqual(['url(/_astro/a.woff2)']);
});

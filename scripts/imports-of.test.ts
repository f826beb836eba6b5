import { expect, test } from 'vitest';
import { importsOf } from './imports-of.ts';

const list = (file: string, source: string) => importsOf(file, source).map(({ specifier, line }) => `${line} ${specifier}`);

test('static, type-only, dynamic, glob, re-exported, worker and type imports are all found, with their lines', () => {
  const source = `import a from './a.ts';
import type { B } from './b.ts';
import './c.css?inline';
export { d } from './d.ts';
const e = import('./e.ts');
const f = import.meta.glob<string>(['/labs/*/f.ts', '/labs/*/g.ts'], { eager: true });
new Worker(new URL('./h.ts', import.meta.url));
import {
  i,
} from './i.ts';
type J = import('./j.ts').J;
const k = <p>{lazy(() => import('./k.tsx'))}</p>;
export * as l from "./l.ts";`;
  expect(list('x.tsx', source)).toEqual([
    '1 ./a.ts',
    '2 ./b.ts',
    '3 ./c.css',
    '4 ./d.ts',
    '5 ./e.ts',
    '6 /labs/*/f.ts',
    '6 /labs/*/g.ts',
    '7 ./h.ts',
    '10 ./i.ts',
    '11 ./j.ts',
    '12 ./k.tsx',
    '13 ./l.ts',
  ]);
});

test('words that only look like imports are not taken for any', () => {
  expect(
    list(
      'x.ts',
      "// import './a.ts'\nconst text = \"import './b.ts'\";\nconst code = `import c from './c.ts'`;\nnew URL('https://example.org', import.meta.url);",
    ),
  ).toEqual([]);
});

test('an .astro page is read in its frontmatter and its scripts, with the lines of the file', () => {
  const source = `---
import Layout from '../layouts/Layout.astro';
---
<Layout>import nothing from './nothing.ts'</Layout>
<script>
  import { start } from '../workspace/start.ts';
  start();
</script>`;
  expect(list('src/pages/x.astro', source)).toEqual(['2 ../layouts/Layout.astro', '6 ../workspace/start.ts']);
});

test('an .mdx lesson is read in its import blocks, not in its prose or code', () => {
  const source = `---
title: x
---
import { Aside } from '@astrojs/starlight/components';
import Figure from '../../components/Figure.astro';

What you import from './prose.ts' is yours.

\`\`\`ts
import { openSync } from './code.ts';
\`\`\`
`;
  expect(list('x.mdx', source)).toEqual(['4 @astrojs/starlight/components', '5 ../../components/Figure.astro']);
});

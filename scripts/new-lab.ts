// Scaffolds a lab that already runs: its start leaks, its solution passes, one wrong fix is caught.
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { LABS } from './read-lab.ts';

/**
 * @param folder where the labs are
 * @param options `isOwn`: the folder is laid over ours, which has the base
 * @throws {RangeError} for a name that is none, or taken.
 */
export function createLab(slug: string, folder = LABS, { isOwn = false } = {}): void {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(slug))
    throw new RangeError(`"${slug}" is no lab name: use lower-case words with hyphens, such as three-leaks. The name is the lab's id for ever.`);
  const root = join(folder, slug);
  if (existsSync(root)) throw new RangeError(`There is a lab "${slug}" already: pick another name, or edit ${root}`);
  if (isOwn && existsSync(join(LABS, slug))) throw new RangeError(`There is a lab "${slug}" of ours: pick another name`);
  if (!isOwn && !existsSync(join(folder, '_base'))) cpSync(join(LABS, '_base'), join(folder, '_base'), { recursive: true });
  for (const [path, text] of Object.entries(TEMPLATE)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  console.log(`Made ${relative(process.cwd(), root)}: a start that leaks, a solution, one wrong fix, and the checks that tell them apart.
Prove it:       npm run labs -- check ${slug}
Then rewrite:   start/ (the incident), solution/, wrong/ (four tempting mistakes or more), checks.ts (the traffic), lab.json (what fails what)`);
}

const route = (body: string) => `import type { Context } from 'koa';

/** GET /jobs/:id */
export function job(ctx: Context, id: string): void {
${body}}
`;

const work = `  if (id === 'bad') throw new Error('Job cannot be read');
  ctx.body = { id };
`;

const TEMPLATE: Readonly<Record<string, string>> = {
  'lab.json': `${JSON.stringify(
    {
      base: '_base',
      entry: 'src/main.ts',
      packages: ['koa'],
      editable: ['src/routes/job.ts'],
      checks: [
        'boot',
        'contract-good',
        'contract-failing',
        'handles-failing',
        'handles-mixed',
        'heap',
        'alive',
        'same-process',
        'no-swallowed-errors',
        'neighbour',
        'limits',
      ],
      limits: { openFiles: 2048, memoryBytes: 67_108_864 },
      load: {
        requestsPerSecond: 20,
        mix: [
          { name: 'good job', weight: 1, request: { method: 'GET', path: '/jobs/7' } },
          { name: 'bad job', weight: 1, request: { method: 'GET', path: '/jobs/bad' } },
        ],
      },
      failsWith: { start: ['handles-failing', 'handles-mixed', 'heap'], 'wrong/swallow': ['contract-failing'] },
    },
    null,
    2,
  )}\n`,
  'checks.ts': `import { defineChecks } from '@unhandled/lab';

export const checks = defineChecks({
  settleMs: 1000,
  shapes: [
    { name: 'good job', role: 'good', request: { method: 'GET', path: '/jobs/7' }, expect: { status: 200, json: { id: '7' } } },
    { name: 'bad job', role: 'failing', request: { method: 'GET', path: '/jobs/bad' }, expect: { status: 500, json: { code: 'INTERNAL' } } },
  ],
});
`,
  'start/src/app.ts': `import Koa from 'koa';
import { job } from './routes/job.ts';

export function createApp(): Koa {
  const app = new Koa();
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch {
      ctx.status = 500;
      ctx.body = { code: 'INTERNAL' };
    }
  });
  app.use((ctx) => job(ctx, ctx.path.replace('/jobs/', '')));
  return app;
}
`,
  'start/src/routes/job.ts': route(`  const slow = setInterval(() => console.log('job is slow', id), 60_000);
${work}  clearInterval(slow);
`),
  'solution/src/routes/job.ts': route(`  const slow = setInterval(() => console.log('job is slow', id), 60_000);
  try {
${work.replace(/^/gm, '  ').trimEnd()}
  } finally {
    clearInterval(slow);
  }
`),
  'wrong/swallow/src/routes/job.ts': route(`  const slow = setInterval(() => console.log('job is slow', id), 60_000);
  try {
${work.replace(/^/gm, '  ').trimEnd()}
  } catch {
    ctx.body = {};
  } finally {
    clearInterval(slow);
  }
`),
};

/** The lesson and the words of a new lab, in a content folder, and what to write into its settings. */
export function createLesson(slug: string, folder: string): void {
  const manifest = JSON.parse(TEMPLATE['lab.json'] as string) as { readonly checks: readonly string[] };
  const title = slug.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  const words = {
    title: `${title}: what it costs, in one line`,
    hints: ['A nudge: where to look.', 'More: what to look for there.', 'Nearly the answer.'],
    wrongFixes: { swallow: { tempting: 'Why one comes to it.', fails: 'What gives it away.' } },
    checks: Object.fromEntries(manifest.checks.map((check) => [check, `What ${check} promises, as a sentence`])),
  };
  const lesson = `---
title: ${title}
description: What happened, in one or two sentences that make a colleague read on. Search results show them.
lab: ${slug}
---

import LabCode from '../../../components/LabCode.astro';

What happened, and who noticed.

## The bug in the open

<LabCode lab="${slug}" file="src/routes/job.ts" />

## The fix

<LabCode lab="${slug}" file="src/routes/job.ts" variant="solution" />
`;
  for (const [path, text] of [
    [`words/en/${slug}.json`, `${JSON.stringify(words, null, 2)}\n`],
    [`lessons/${slug}.mdx`, lesson],
  ] as const) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  console.log(`Made lessons/${slug}.mdx and words/en/${slug}.json beside it. Put the lesson into the course, in unhandled.config.ts:
  ownChapters: [{ id: 'our-incidents', title: 'Our own incidents', lessons: [{ slug: '${slug}', minutes: 20, title: '${title}', story: 'One line.' }] }]`);
}

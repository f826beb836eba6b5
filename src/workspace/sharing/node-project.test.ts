import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { filesOf, type Variant, type Verdict } from '@unhandled/lab';
import { projectParts } from '../../../scripts/project-parts.ts';
import { LABS, readLab } from '../../../scripts/read-lab.ts';
import { toNodeProject } from './node-project.ts';

const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** Downloads, unzips and installs a lab; `node_modules` is this repository's. */
async function installed(slug: string, variant: Variant): Promise<{ readonly root: string } & Disposable> {
  const { source } = await readLab(slug);
  const text = (name: string) => readFileSync(join(LABS, slug, name), 'utf8');
  const zip = toNodeProject({ slug, files: filesOf(source, variant), manifest: text('lab.json'), checks: text('checks.ts') }, await projectParts());
  const folder = mkdtempSync(join(tmpdir(), 'unhandled-project-'));
  for (const [path, bytes] of Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer())))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), strFromU8(bytes));
  }
  symlinkSync(PACKAGES, join(folder, slug, 'node_modules'));
  return { root: join(folder, slug), [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

function npmTest(root: string): Promise<{ readonly code: number | null; readonly verdict: Verdict }> {
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` };
  const child = spawn('npm', ['test', '--silent', '--', '--json'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (text === '') reject(new Error(`npm test in ${root} printed nothing and ended with ${code}`));
      else resolve({ code, verdict: JSON.parse(text) as Verdict });
    });
  });
}

const failed = ({ checks }: Verdict) => checks.filter(({ status }) => status === 'fail').map(({ id }) => id);

test('npm test of a downloaded lab fails what its start fails, and ends with 1', { timeout: 240_000 }, async () => {
  using project = await installed('the-pager', 'start');
  const { code, verdict } = await npmTest(project.root);
  const { source } = await readLab('the-pager');
  expect(failed(verdict)).toEqual(source.manifest.failsWith['start']);
  expect(code).toBe(1);
});

test('npm test of a downloaded lab passes with its solution, whatever lies in files that nobody may edit', { timeout: 240_000 }, async () => {
  using project = await installed('the-pager', 'solution');
  writeFileSync(join(project.root, 'data/receipts/1001.json'), '{}');
  const { code, verdict } = await npmTest(project.root);
  expect(failed(verdict)).toEqual([]);
  expect({ code, status: verdict.status }).toEqual({ code: 0, status: 'pass' });
});

test('a downloaded lab with a database asks npm for one, and says which services it depends on', async () => {
  using project = await installed('three-leaks', 'start');
  const { devDependencies, scripts } = JSON.parse(readFileSync(join(project.root, 'package.json'), 'utf8'));
  expect(devDependencies).toHaveProperty('@electric-sql/pglite');
  expect(scripts).toMatchObject({ start: 'node src/main.ts', test: 'node verify/verify.mjs' });
  expect(readFileSync(join(project.root, 'README.md'), 'utf8')).toContain('depends on a PostgreSQL');
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeSandbox } from '../node/node.ts';
import type { LabChecks } from '../src/lab.ts';
import { parseManifest } from '../src/lab-manifest.ts';
import type { Files } from '../src/overlay.ts';
import type { Database } from '../src/sandboxes/engine-database.ts';
import type { Verdict } from '../src/verdict.ts';
import { verify } from '../src/verify.ts';
import { postgresServerOf } from './postgres-server.ts';

/** Where a project's new files are looked for: what else lies about is nobody's code. */
const SOURCE = 'src';

/**
 * Verifies a downloaded lab on the Node that runs this, with the packages that were installed for it, and prints the
 * verdict: a line for each check, or all of it with `--json`. Resolves with the exit code: 0 when every check passes.
 * @param folder of lab.json and files.json, inside the project
 */
export async function verifyProject(folder: URL, checks: LabChecks, args: readonly string[]): Promise<number> {
  const here = fileURLToPath(folder);
  const root = join(here, '..');
  const { slug, ...rest } = JSON.parse(readFileSync(join(here, 'lab.json'), 'utf8')) as { slug: string };
  const manifest = parseManifest(slug, JSON.stringify(rest));
  const packages = join(root, 'node_modules');
  if (!existsSync(packages)) {
    console.error('The packages of this project are not installed: run "npm install" first');
    return 2;
  }
  const postgresServer = manifest.services?.postgres && postgresServerOf(process.env);
  if (postgresServer !== undefined) console.error('The database is one of its own on the server of DATABASE_URL, dropped after the run.');
  const sandbox = createNodeSandbox({ packages, inside: new URL('inside.mjs', folder), database: startDatabase, postgresServer });
  const verdict = await verify({ slug, manifest, checks }, readProject(root, here, manifest.editable), sandbox);
  print(verdict, args.includes('--json'));
  return verdict.status === 'pass' ? 0 : 1;
}

/** What a reader may edit as it lies there now; everything else as it came, whatever a run has written over it. */
function readProject(root: string, here: string, editable: readonly string[]): Files {
  const files: Record<string, string> = { ...(JSON.parse(readFileSync(join(here, 'files.json'), 'utf8')) as Files) };
  for (const path of editable) if (existsSync(join(root, path))) files[path] = readFileSync(join(root, path), 'utf8');
  for (const entry of readdirSync(join(root, SOURCE), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
    files[path] ??= readFileSync(join(root, path), 'utf8');
  }
  return files;
}

/** PGlite: PostgreSQL in this process, installed with a project that needs one. */
async function startDatabase(): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  return PGlite.create();
}

function print(verdict: Verdict, json: boolean): void {
  if (json) return console.log(JSON.stringify(verdict, null, 2));
  for (const { status, id, sentence } of verdict.checks) console.log(`${status === 'fail' ? 'FAIL' : status.padEnd(4)} ${id}: ${sentence}`);
  const failed = verdict.checks.filter(({ status }) => status === 'fail').length;
  console.log(`\n${verdict.status}: ${failed} of ${verdict.checks.length} checks fail`);
}

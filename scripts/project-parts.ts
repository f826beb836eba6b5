import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { ProjectParts } from '../src/workspace/sharing/node-project.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Installed with a project that needs them. */
const EXTERNAL = ['@electric-sql/pglite', 'pg'];

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${ROOT}${entry}`],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    charset: 'utf8',
    legalComments: 'none',
    external: EXTERNAL,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** What a downloaded lab carries of this repository. */
export async function projectParts(): Promise<ProjectParts> {
  const { version } = JSON.parse(readFileSync(`${ROOT}node_modules/@electric-sql/pglite/package.json`, 'utf8')) as { version: string };
  return { lab: await bundle('packages/lab/project/index.ts'), inside: await bundle('packages/lab/inside/inside.ts'), database: version };
}

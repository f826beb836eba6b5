// npm's prepack and postpack of packages/leakcheck: what is packed is JavaScript for Node 20 and later, as a module and as
// CommonJS (jest's own), with types for both. Usage: node scripts/pack-leakcheck.ts build|restore
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { publishManifest, restoreManifest } from './published-manifest.ts';

const require = createRequire(import.meta.url);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = join(ROOT, 'packages/leakcheck');
const DIST = join(PACKAGE, 'dist');

/** Where the package's own programs lie once they are built. */
const published: Plugin = {
  name: 'published',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/programs\.ts$/ }, () => ({ path: join(PACKAGE, 'published/programs.ts') }));
  },
};

const COMMON: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'error',
};

async function buildPackage(): Promise<void> {
  restoreManifest(PACKAGE);
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(join(DIST, 'cjs'), { recursive: true });
  await build({
    ...COMMON,
    entryPoints: {
      index: join(PACKAGE, 'check/index.ts'),
      rules: join(PACKAGE, 'src/index.ts'),
      agent: join(PACKAGE, 'agent/agent.ts'),
      'tell-port': join(PACKAGE, 'agent/tell-port.ts'),
      'client-process': join(PACKAGE, 'check/client-process.ts'),
    },
    outdir: DIST,
    format: 'esm',
    plugins: [published],
  });
  await build({
    ...COMMON,
    entryPoints: { index: join(PACKAGE, 'check/index.ts') },
    outdir: join(DIST, 'cjs'),
    format: 'cjs',
    plugins: [published],
    define: { 'import.meta.url': 'ownUrl' },
    banner: { js: "const ownUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  // Files below it, types included, are CommonJS.
  writeFileSync(join(DIST, 'cjs/package.json'), '{ "type": "commonjs" }\n');
  for (const folder of [DIST, join(DIST, 'cjs')]) writeTypes(join(folder, 'types'));
  publishManifest(PACKAGE);
}

/** Declarations of everything that is reachable from the public face. */
function writeTypes(folder: string): void {
  const options = {
    extends: join(ROOT, 'scripts/tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rewriteRelativeImportExtensions: true,
      rootDir: PACKAGE,
      outDir: folder,
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    include: [],
    files: [join(PACKAGE, 'check/index.ts')],
  };
  const project = join(DIST, 'tsconfig.types.json');
  writeFileSync(project, JSON.stringify(options));
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', project], { stdio: 'inherit' });
  rmSync(project);
  keepReachable(folder, join(folder, 'check/index.d.ts'));
}

/** The compiler writes declarations of all that it read; users need those that the public face names. */
function keepReachable(folder: string, face: string): void {
  const reachable = new Set<string>();
  const follow = (file: string) => {
    if (reachable.has(file)) return;
    reachable.add(file);
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)) follow(join(file, '..', specifier.replace(/\.[jt]s$/, '.d.ts')));
  };
  follow(face);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (name.endsWith('.d.ts') && !reachable.has(file)) rmSync(file);
  }
}

const [step] = process.argv.slice(2);
if (step === 'build') await buildPackage();
else if (step === 'restore') restoreManifest(PACKAGE);
else throw new RangeError('Usage: node scripts/pack-leakcheck.ts build|restore');

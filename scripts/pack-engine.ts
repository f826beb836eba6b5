// npm's prepack and postpack of packages/engine. Inside the repository the package is its TypeScript sources;
// Node and bundlers take none of those from node_modules, so what is packed is built: dist/ with types, images and WebAssembly.
// Usage: node scripts/pack-engine.ts build|restore
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { EXTENSIONS, readQuickJs } from './engine-assets.ts';
import { publishManifest, restoreManifest } from './published-manifest.ts';

const require = createRequire(import.meta.url);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = join(ROOT, 'packages/engine');
const DIST = join(PACKAGE, 'dist');

async function buildPackage(): Promise<void> {
  restoreManifest(PACKAGE);
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(join(DIST, 'assets'), { recursive: true });
  execFileSync(process.execPath, [join(ROOT, 'scripts/build-images.ts')], { stdio: ['ignore', 'inherit', 'inherit'] });
  await build({
    entryPoints: { index: join(PACKAGE, 'src/index.ts'), node: join(PACKAGE, 'published/node.ts'), web: join(PACKAGE, 'published/web.ts') },
    outdir: DIST,
    bundle: true,
    packages: 'external',
    format: 'esm',
    target: 'es2023',
    sourcemap: true,
    logLevel: 'error',
    platform: 'neutral',
    external: ['node:*'],
  });
  writeTypes();
  const images = join(PACKAGE, 'images');
  for (const name of readdirSync(images).filter((each) => each.endsWith('.image'))) copyFileSync(join(images, name), join(DIST, 'assets', name));
  writeFileSync(join(DIST, 'assets/quickjs.wasm'), readQuickJs());
  for (const name of EXTENSIONS) copyFileSync(require.resolve(`quickjs-wasi/${name}.so`), join(DIST, `assets/${name}.so`));
  publishManifest(PACKAGE);
}

/** Declarations of everything that is reachable from the public face. */
function writeTypes(): void {
  const options = {
    extends: join(ROOT, 'packages/engine/tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rewriteRelativeImportExtensions: true,
      rootDir: PACKAGE,
      outDir: join(DIST, 'types'),
    },
    include: [],
    files: [join(PACKAGE, 'src/index.ts'), join(PACKAGE, 'src/platform.d.ts')],
  };
  const project = join(DIST, 'tsconfig.types.json');
  writeFileSync(project, JSON.stringify(options));
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', project], { stdio: 'inherit' });
  rmSync(project);
  const face = "import type { EngineAssets } from './types/src/index.js';\n";
  writeFileSync(join(DIST, 'index.d.ts'), "export * from './types/src/index.js';\n");
  writeFileSync(join(DIST, 'node.d.ts'), `${face}export declare function readEngineAssets(image?: 'node' | 'koa' | 'express'): Promise<EngineAssets>;\n`);
  const web = `${face}export interface WebAssetOptions {
  readonly image?: 'node' | 'koa' | 'express';
  readonly base?: string | URL;
  readonly transform?: EngineAssets['transform'];
}
export declare function loadEngineAssets(options?: WebAssetOptions): Promise<EngineAssets>;
`;
  writeFileSync(join(DIST, 'web.d.ts'), web);
}

const [step] = process.argv.slice(2);
if (step === 'build') await buildPackage();
else if (step === 'restore') restoreManifest(PACKAGE);
else throw new RangeError('Usage: node scripts/pack-engine.ts build|restore');

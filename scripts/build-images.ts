// Builds the engine's images: the guest layer, and with it each set of npm packages that labs start from.
// Usage: node scripts/build-images.ts [--force]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { buildImage } from '../packages/engine/src/index.ts';
import { readEngineBinary } from './engine-assets.ts';
import { BUNDLED_PACKAGES, bundleFileOf, IMAGE_PACKAGES } from './image-names.ts';
import { bundlePackage, INSTALLED, packageForImage, versionOf } from './package-bundles.ts';
import { patchStreams } from './stream-patches.ts';

const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const IMAGES = path('packages/engine/images');
// Not by an edition's link: a module that came by the link and by its own path would be there twice, each with its own state.
const GUEST = `${INSTALLED}/packages/engine/src/guest`;

// Nothing is shortened: names show in stacks, profiles and paths of retained objects, and source text is not in the image anyway.
const COMMON: BuildOptions = {
  // Not by each file's tsconfig.json: a module that a plugin resolves gets none, so whoever asked for `events` first decided whether it was strict.
  tsconfigRaw: { compilerOptions: { strict: true } },
  // Which esbuild's comments name paths from: the same text wherever the command runs.
  absWorkingDir: INSTALLED,
  bundle: true,
  platform: 'neutral',
  target: 'es2023',
  charset: 'utf8',
  legalComments: 'none',
  write: false,
  logLevel: 'error',
  mainFields: ['main', 'module'],
  conditions: ['require', 'node', 'default'],
};

/** What the npm packages inside the guest layer mean by these names is this layer's own module. */
const GUEST_ALIASES: Readonly<Record<string, string>> = {
  events: `${GUEST}/node/events.ts`,
  'abort-controller': `${GUEST}/internal/abort.ts`,
  'process/': `${GUEST}/internal/stream-process.ts`,
  buffer: `${GUEST}/node/buffer.ts`,
  'unhandled:async-context': `${GUEST}/internal/async-context.ts`,
  'string_decoder/': `${GUEST}/node/string-decoder.ts`,
};

async function bundle(options: BuildOptions): Promise<string> {
  const result = await build({ ...COMMON, ...options });
  const [file] = result.outputFiles ?? [];
  if (file === undefined) throw new Error('esbuild wrote no output');
  return file.text;
}

function bundleGuest(): Promise<string> {
  return bundle({
    entryPoints: [`${GUEST}/index.ts`],
    format: 'iife',
    plugins: [
      {
        name: 'guest-aliases',
        setup(builder) {
          builder.onResolve({ filter: /\/ours\/errors$/ }, () => ({ path: `${GUEST}/internal/stream-errors.ts` }));
          builder.onLoad({ filter: /readable-stream\/lib\/.*\.js$/ }, ({ path: file }) => ({
            contents: patchStreams(file.slice(file.indexOf('readable-stream/lib/') + 'readable-stream/lib/'.length), readFileSync(file, 'utf8')),
          }));
          builder.onResolve({ filter: /.*/ }, ({ path: name }) => (GUEST_ALIASES[name] === undefined ? undefined : { path: GUEST_ALIASES[name] }));
        },
      },
    ],
  });
}

const binary = await readEngineBinary();
const guestSource = await bundleGuest();
mkdirSync(IMAGES, { recursive: true });
for (const [name, packages] of Object.entries(IMAGE_PACKAGES)) {
  const sources = await Promise.all(packages.map(async (each) => ({ name: each, source: await packageForImage(each) })));
  for (const each of packages)
    sources.push({
      name: `${each}/package.json`,
      source: `module.exports = JSON.parse(${JSON.stringify(readFileSync(path(`node_modules/${each}/package.json`), 'utf8'))});`,
    });
  const stamp = createHash('sha256');
  for (const part of [
    guestSource,
    readFileSync(path('packages/engine/src/loader/build-image.ts')),
    ...readdirSync(path('packages/engine/src/vm'))
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .map((file) => readFileSync(path(`packages/engine/src/vm/${file}`))),
    versionOf('quickjs-wasi'),
    ...sources.map(({ source }) => source),
  ])
    stamp.update(part);
  const digest = stamp.digest('hex');
  const file = `${IMAGES}/${name}.image`;
  const stampFile = `${file}.sha256`;
  if (existsSync(file) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest && !process.argv.includes('--force')) {
    console.log(`image ${name}: up to date`);
    continue;
  }
  const image = await buildImage({ ...binary, guestSource, packages: sources });
  writeFileSync(file, image);
  writeFileSync(stampFile, digest);
  const brotli = brotliCompressSync(image, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } });
  const kb = (bytes: number) => `${(bytes / 1000).toFixed(0)} KB`;
  console.log(`image ${name}: ${kb(image.length)} raw, ${kb(gzipSync(image).length)} gzip, ${kb(brotli.length)} brotli`);
}

/** Bundles change with what is installed and with how they are made, which takes longer to do than to check. */
const bundleStamp = createHash('sha256').update(readFileSync(path('scripts/package-bundles.ts')));
for (const name of BUNDLED_PACKAGES) bundleStamp.update(`${name}@${versionOf(name)}\n`);
const stampOfBundles = bundleStamp.update(readFileSync(path('package-lock.json'))).digest('hex');
const bundleStampFile = `${IMAGES}/packages/packages.sha256`;
mkdirSync(`${IMAGES}/packages`, { recursive: true });
if (existsSync(bundleStampFile) && readFileSync(bundleStampFile, 'utf8') === stampOfBundles && !process.argv.includes('--force')) {
  console.log('packages: up to date');
} else {
  for (const name of BUNDLED_PACKAGES) {
    const text = JSON.stringify(await bundlePackage(name));
    writeFileSync(`${IMAGES}/packages/${bundleFileOf(name)}`, text);
    const brotli = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } });
    console.log(`package ${name}: ${(text.length / 1000).toFixed(0)} KB, ${(brotli.length / 1000).toFixed(0)} KB brotli`);
  }
  writeFileSync(bundleStampFile, stampOfBundles);
}

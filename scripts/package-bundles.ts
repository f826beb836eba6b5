// Joins npm packages, unmodified, into the files that programs load them from.
import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import type { PackageBundle, PackageModule } from '../packages/engine/src/index.ts';
import { BUNDLED_PACKAGES } from './image-names.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
/** Our own folder, also in a team's edition, which reaches node_modules and packages/ by links: paths below it name functions in stacks. */
export const INSTALLED = dirname(dirname(realpathSync(`${ROOT}node_modules/koa`)));

const OPTIONS: BuildOptions = {
  bundle: true,
  absWorkingDir: INSTALLED,
  platform: 'node',
  format: 'cjs',
  target: 'es2023',
  charset: 'utf8',
  legalComments: 'none',
  write: false,
  logLevel: 'error',
  mainFields: ['main', 'module'],
  conditions: ['require', 'node', 'default'],
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** Subpaths that packages have and that programs are known to ask for, where `exports` does not list them. */
const EXTRA_SUBPATHS: Readonly<Record<string, readonly string[]>> = {
  'iconv-lite': ['encodings/tables/big5-added.json', 'encodings/tables/cp936.json', 'encodings/tables/cp949.json', 'encodings/tables/cp950.json'].concat([
    'encodings/tables/eucjp.json',
    'encodings/tables/gb18030-ranges.json',
    'encodings/tables/gbk-added.json',
    'encodings/tables/shiftjis.json',
  ]),
};

/** Large tables of rare encodings, which a program that never meets one should not carry. */
const TABLE = /[\\/]iconv-lite[\\/]encodings[\\/]tables[\\/]([\w-]+\.json)$/;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly type?: string;
  readonly exports?: string | Readonly<Record<string, unknown>>;
}

const manifestOf = (name: string) => JSON.parse(readFileSync(`${ROOT}node_modules/${name}/package.json`, 'utf8')) as Manifest;

export const versionOf = (name: string): string => manifestOf(name).version;

const packageOf = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Leaves other packages of {@link BUNDLED_PACKAGES} to their own bundles, and iconv-lite's tables to its. @param own the packages that go in. */
function leaveOthers(own: readonly string[], required: Set<string>): Plugin {
  return {
    name: 'leave-others',
    setup(builder) {
      builder.onResolve({ filter: /^[^.]/ }, async ({ path, pluginData, ...rest }) => {
        const name = packageOf(path);
        if (pluginData === 'resolving' || own.includes(name) || name === 'iconv-lite' || !BUNDLED_PACKAGES.includes(name)) return undefined;
        const found = await builder.resolve(path, { ...rest, pluginData: 'resolving' });
        // Another version of it, which the package brings along, stays inside.
        if (!found.path.startsWith(`${INSTALLED}${sep}node_modules${sep}${name.replace('/', sep)}${sep}`)) return undefined;
        required.add(name);
        return { path, external: true };
      });
      if (own.includes('iconv-lite')) return;
      builder.onResolve({ filter: /tables[\\/][\w-]+\.json$/ }, async ({ path, pluginData, ...rest }) => {
        if (pluginData === 'resolving') return undefined;
        const table = TABLE.exec((await builder.resolve(path, { ...rest, pluginData: 'resolving' })).path);
        return table === null ? undefined : { path: `npm:iconv-lite/encodings/tables/${table[1]}`, external: true };
      });
    },
  };
}

/** JSON stays text until it is asked for: quicker than code. Not in images: there literals share their strings, which parsing copies. */
const jsonAsText: Plugin = {
  name: 'json-as-text',
  setup(builder) {
    builder.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: `module.exports = JSON.parse(${JSON.stringify(text)});`, loader: 'js' };
    });
  },
};

/** A module that has run needs its body no more: without this, an image keeps the code of every module's top level. */
function releaseBodies(bundle: string): string {
  return bundle
    .replace(/(__commonJS = \(cb, mod\) =>[\s\S]{0,200}?\), mod\), )mod\.exports/, '$1cb = void 0, mod.exports')
    .replace(/(__commonJS = \(cb, mod\) =>[\s\S]{0,200}?mod = \{ exports: \{\} \}\)\.exports, mod\)), mod\.exports/, '$1, cb = void 0, mod.exports');
}

async function join(contents: string, own: readonly string[], required: Set<string>, minifyWhitespace: boolean): Promise<string> {
  const result = await build({
    ...OPTIONS,
    minifyWhitespace,
    stdin: { contents, resolveDir: ROOT },
    plugins: [leaveOthers(own, required), ...(minifyWhitespace ? [jsonAsText] : [])],
  });
  const [file] = result.outputFiles ?? [];
  if (file === undefined) throw new Error('esbuild wrote no output');
  return releaseBodies(file.text);
}

/** A package as one CommonJS file for an image, with everything it needs except Node's modules and rare tables. */
export function packageForImage(name: string): Promise<string> {
  return join(
    `module.exports = require(${JSON.stringify(name)});`,
    BUNDLED_PACKAGES.filter((each) => each !== 'iconv-lite'),
    new Set(),
    false,
  );
}

/** Every specifier that the package offers, patterns excepted. */
function specifiersOf({ name, exports }: Manifest): string[] {
  const subpaths = typeof exports === 'object' ? Object.keys(exports).filter((key) => key.startsWith('.')) : [];
  const found = subpaths.filter((key) => !key.includes('*') && key !== './package.json').map((key) => name + key.slice(1));
  return [...new Set([name, ...found, ...(EXTRA_SUBPATHS[name] ?? []).map((path) => `${name}/${path}`)])];
}

/** What native Node sees behind a specifier; undefined for a subpath that only another runtime can load. */
async function inspect(specifier: string): Promise<PackageModule | undefined> {
  try {
    if (specifier.endsWith('.json')) return { exports: [], default: 'whole' };
    const whole = require(specifier) as { default?: unknown } | null;
    const space = (await import(specifier)) as Record<string, unknown>;
    const isWhole = space['default'] === whole;
    return {
      exports: Object.keys(space).filter((name) => name !== 'default' && name !== 'module.exports'),
      default: isWhole ? 'whole' : 'default' in space ? 'property' : 'none',
    };
  } catch {
    return undefined;
  }
}

/** Builds one package's bundle. */
export async function bundlePackage(name: string): Promise<PackageBundle> {
  const manifest = manifestOf(name);
  const modules: Record<string, PackageModule> = {};
  for (const specifier of specifiersOf(manifest)) {
    const found = await inspect(specifier);
    if (found !== undefined) modules[specifier] = found;
  }
  const cases = Object.keys(modules).map((each) => `case ${JSON.stringify(each)}: return require(${JSON.stringify(each)});`);
  modules[`${name}/package.json`] = { exports: [], default: 'whole' };
  cases.push(`case ${JSON.stringify(`${name}/package.json`)}: return JSON.parse(${JSON.stringify(JSON.stringify(manifest))});`);
  const required = new Set<string>();
  const source = await join(`module.exports = (specifier) => { switch (specifier) { ${cases.join('\n')} } };`, [name], required, true);
  return { name, version: manifest.version, modules, requires: [...required].sort(), source };
}

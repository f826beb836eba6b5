import { commonJsExportNames } from './commonjs-exports.ts';
import type { PackageShelf } from './package-bundle.ts';
import { isCommonJs, type ResolverFiles } from './resolve.ts';
import { stripTypes, type SwcTransform } from './strip-types.ts';

/** Names that an ES module can import from a CommonJS one, by canonical name. */
export type ExportNames = Readonly<Record<string, readonly string[]>>;

/** Under this symbol an image keeps its `require` for the modules made here. */
export const BUILTIN_SYMBOL = 'unhandled.builtin';

/** JavaScript for a canonical module name, as the engine's module loader wants it. */
export function moduleSource(name: string, files: ResolverFiles, exportNames: ExportNames, transform: SwcTransform, shelf?: PackageShelf): string {
  const packaged = shelf?.moduleOf(name);
  if (packaged !== undefined) return bridgeSource(name, packaged.exports, packaged.default);
  if (name.startsWith('node:') || name.startsWith('npm:')) return bridgeSource(name, exportNames[name] ?? []);
  if (name.endsWith('.json')) return `export default JSON.parse(${JSON.stringify(files.readText(name))});`;
  if (isCommonJs(files, name)) return commonJsSource(name, commonJsExportNames(name, files, transform));
  return withImportMeta(javascript(files.readText(name), name, transform), name);
}

/** The file's JavaScript: types erased where its name says that it has some. */
export function javascript(source: string, path: string, transform: SwcTransform): string {
  return /\.[cm]?ts$/.test(path) ? stripTypes(transform, source, path) : source;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const RESERVED = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield implements interface package private protected public eval arguments'.split(
    ' ',
  ),
);

const DEFAULT_EXPORT = { whole: 'export default m;', property: 'export default m.default;', none: '' } as const;

function bridgeSource(name: string, exportNames: readonly string[], defaultExport: keyof typeof DEFAULT_EXPORT = 'whole'): string {
  const key = name.startsWith('node:') ? name.slice('node:'.length) : name;
  return `const m=globalThis[Symbol.for(${JSON.stringify(BUILTIN_SYMBOL)})](${JSON.stringify(key)});${DEFAULT_EXPORT[defaultExport]}${namedExports(exportNames)}`;
}

function commonJsSource(path: string, exportNames: readonly string[]): string {
  const required = `globalThis[Symbol.for(${JSON.stringify(BUILTIN_SYMBOL)})]('module').createRequire(${JSON.stringify(path)})(${JSON.stringify(path)})`;
  return `const m=${required};export default m;export{m as 'module.exports'};${namedExports(exportNames)}`;
}

/** Exports of `m`'s properties; a name that is no identifier goes by a number. `m` may turn out to be no object. */
function namedExports(names: readonly string[]): string {
  return names
    .filter((name) => name !== 'default' && name !== 'module.exports')
    .map((name, at) => {
      if (IDENTIFIER.test(name) && !RESERVED.has(name) && name !== 'm') return `export const ${name}=m?.${name};`;
      return `const m${at}=m?.[${JSON.stringify(name)}];export{m${at} as ${JSON.stringify(name)}};`;
    })
    .join('');
}

/** QuickJS gives modules an empty import.meta. The line is only added to files that ask for it. */
function withImportMeta(code: string, path: string): string {
  if (!code.includes('import.meta')) return code;
  const folder = path.slice(0, path.lastIndexOf('/'));
  const fields = { url: `file://${path}`, filename: path, dirname: folder };
  return `Object.assign(import.meta,${JSON.stringify(fields)});${code}`;
}

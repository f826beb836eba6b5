import { commonJsExportNames } from './commonjs-exports.ts';
import type { PackageShelf } from './package-bundle.ts';
import { ModuleError } from './module-errors.ts';
import { isCommonJs, type ResolverFiles } from './package-json.ts';
import { urlOf } from './resolve.ts';
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
  if (name.startsWith('data:')) return dataSource(name);
  const file = fileOf(name, files);
  if (file.endsWith('.json')) return jsonSource(file, files.readText(file));
  assertKnownExtension(file);
  if (isCommonJs(files, file)) return commonJsSource(file, commonJsExportNames(file, files, transform));
  return withImportMeta(javascript(files.readText(file), file, transform), file, name.slice(file.length));
}

/** The file of a canonical name, which may end in a query or a fragment. */
export function fileOf(name: string, files: ResolverFiles): string {
  return files.isFile(name) ? name : name.replace(/[?#].*$/s, '');
}

function jsonSource(file: string, text: string): string {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new ModuleError('', `${file}: ${(error as Error).message}`, { base: 'SyntaxError' });
  }
  return `export default JSON.parse(${JSON.stringify(text.replace(/^\ufeff/, ''))});`;
}

function dataSource(name: string): string {
  const [, type = '', encoding, body = ''] = /^data:([^,;]*)[^,]*?(;base64)?,(.*)$/s.exec(name) ?? [];
  if (encoding !== undefined) throw new ModuleError('ERR_UNSUPPORTED', 'Modules from data: URLs in base64 are not available in the embedded engine');
  const text = decodeURIComponent(body);
  if (type === 'application/json') return jsonSource(name, text);
  if (/^(?:text|application)\/javascript$/.test(type)) return `Object.assign(import.meta,${JSON.stringify({ url: name })});${text}`;
  throw new ModuleError('ERR_UNKNOWN_MODULE_FORMAT', `Unknown module format: ${type || null} for URL ${name}`, { base: 'RangeError' });
}

const KNOWN_EXTENSION = /\.(?:[cm]?[jt]s|json)$/;

function assertKnownExtension(file: string): void {
  const extension = /[^/](\.[^./]*)$/.exec(file)?.[1] ?? '';
  // What has no extension is CommonJS or ESM as its package says.
  if (extension === '' || KNOWN_EXTENSION.test(file)) return;
  throw new ModuleError('ERR_UNKNOWN_FILE_EXTENSION', `Unknown file extension "${extension}" for ${file}`, { base: 'TypeError' });
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
  const required = `globalThis[Symbol.for(${JSON.stringify(BUILTIN_SYMBOL)})]('internal/loading').importCommonJs(${JSON.stringify(path)})`;
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
function withImportMeta(code: string, path: string, suffix: string): string {
  if (!code.includes('import.meta')) return code;
  return `globalThis[Symbol.for(${JSON.stringify(BUILTIN_SYMBOL)})]('internal/loading').fillImportMeta(import.meta,${JSON.stringify(path)},${JSON.stringify(urlOf(path) + suffix)});${code}`;
}

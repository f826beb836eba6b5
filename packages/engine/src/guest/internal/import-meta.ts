import path from '../node/path.ts';
import { invalidArgType } from './errors.ts';
import { mainFile } from './process.ts';
import { pathToFileURL } from '../node/url.ts';
import { sys } from './sys.ts';

/** Gives an ES module's `import.meta` its properties. */
export function fillImportMeta(meta: object, file: string, url: string): void {
  function resolve(specifier: string): string {
    if (typeof specifier !== 'string') throw invalidArgType('specifier', 'of type string', specifier);
    if (specifier.startsWith('node:')) return specifier;
    const plain = /^[^?#]*/.exec(specifier)?.[0] ?? '';
    try {
      return urlOf(sys.resolveImport(specifier, file), plain);
    } catch (error) {
      // A file that is not there is the importer's to find out.
      const missing = (error as { code?: string; url?: string }).code === 'ERR_MODULE_NOT_FOUND' ? (error as { url?: string }).url : undefined;
      if (missing !== undefined) return missing;
      throw error;
    }
  }
  Object.assign(meta, { dirname: path.dirname(file), filename: file, main: file === mainFile(), resolve, url });
}

function urlOf(name: string, specifier: string): string {
  if (name.startsWith('npm:')) return `file:///app/node_modules/${specifier}/index.js`;
  if (!name.startsWith('/')) return name;
  const suffix = /[?#].*$/s.exec(name)?.[0] ?? '';
  return pathToFileURL(name.slice(0, name.length - suffix.length)).href + suffix;
}

import type { Image } from '../vm/image.ts';
import type { GuestFunction, Vm } from '../vm/vm.ts';
import { markedModuleSource } from '../vm/required-module.ts';
import { javascript, moduleSource } from './module-source.ts';
import { type PackageBundle, PackageShelf } from './package-bundle.ts';
import { createResolver, isCommonJs, type Resolver, type ResolverFiles } from './resolve.ts';
import { SourceError, type SwcTransform } from './strip-types.ts';

/** Finds, reads and compiles the program's files for one process. */
export class ProgramLoader {
  readonly #files: ResolverFiles;
  readonly #image: Image;
  readonly #transform: SwcTransform;
  readonly #resolver: Resolver;
  readonly #shelf: PackageShelf;

  constructor(files: ResolverFiles, image: Image, transform: SwcTransform, bundles: readonly PackageBundle[] = []) {
    this.#files = files;
    this.#image = image;
    this.#transform = transform;
    const { builtins, packages } = image.header;
    this.#shelf = new PackageShelf(bundles, packages);
    this.#resolver = createResolver(files, new Set(builtins), this.#shelf);
  }

  readonly resolveModule = (specifier: string, importer: string): string =>
    inGuest(
      () => this.#resolver.resolveImport(specifier, importer),
      () => this.#placeOf(specifier, importer),
    );

  readonly loadModule = (name: string): string =>
    markedModuleSource(name) ?? inGuest(() => moduleSource(name, this.#files, this.#image.header.exportNames, this.#transform, this.#shelf));

  readonly resolveCommonJs = (specifier: string, importer: string): string => inGuest(() => this.#resolver.resolveRequire(specifier, importer));

  /** The file as a function `(exports, require, module, __filename, __dirname)`. The wrapper shares line 1, as Node's did. */
  compileCommonJs(vm: Vm, path: string): GuestFunction {
    if (path.startsWith('npm:')) return this.#compilePackage(vm, path);
    if (!isCommonJs(this.#files, path)) return vm.requireModule(path);
    const code = inGuest(() => javascript(this.#files.readText(path), path, this.#transform));
    return vm.evalScript(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, path);
  }

  /** The whole package that a specifier belongs to, as a function of the same form. */
  #compilePackage(vm: Vm, name: string): GuestFunction {
    const bundle = this.#shelf.bundleOf(name);
    if (bundle === undefined) return inGuest(() => raise(new Error(`Cannot find module '${name.slice('npm:'.length)}'`)));
    return vm.evalScript(`(function (exports, require, module, __filename, __dirname) {${bundle.source}\n})`, `npm:${bundle.name}`);
  }

  /** A frame for the import that failed: the first line of the importer that names it. */
  #placeOf(specifier: string, importer: string): string {
    if (!this.#files.isFile(importer)) return '';
    for (const [index, line] of this.#files.readText(importer).split('\n').entries()) {
      const quoted = [`'${specifier}'`, `"${specifier}"`].map((text) => line.indexOf(text)).find((at) => at >= 0);
      if (quoted !== undefined) return `    at ${importer}:${index + 1}:${quoted + 1}`;
    }
    return '';
  }

  isCommonJs(path: string): boolean {
    return isCommonJs(this.#files, path);
  }
}

/**
 * Host errors become guest errors of the same name and text. Their host stack must not: instead a syntax
 * error points at the place in the file, and everything else at the guest code that asked.
 */
function inGuest<T>(run: () => T, placeOf: () => string = () => ''): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const plain = new Error(error.message);
    plain.name = error instanceof SourceError ? 'SyntaxError' : 'Error';
    const frame = error instanceof SourceError ? `    at ${error.at.file}:${error.at.line}:${error.at.column}` : placeOf();
    plain.stack = `${plain.name}: ${plain.message}${frame && '\n'}${frame}`;
    throw plain;
  }
}

function raise(error: Error): never {
  throw error;
}

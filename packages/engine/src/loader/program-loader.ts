import type { Image } from '../vm/image.ts';
import type { GuestFunction, Vm } from '../vm/vm.ts';
import { markedModuleSource } from '../vm/required-module.ts';
import { ModuleError } from './module-errors.ts';
import { fileOf, javascript, moduleSource } from './module-source.ts';
import { type PackageBundle, PackageShelf } from './package-bundle.ts';
import { isCommonJs, packageScope, type ResolverFiles } from './package-json.ts';
import { createResolver, type RequireOptions, type Resolver, urlOf } from './resolve.ts';
import { SourceError, stripTypes, type SwcTransform } from './strip-types.ts';
import type { LoaderSyscalls } from '../abi/syscalls.ts';

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

  readonly resolveModule = (specifier: string, importer: string): string => {
    if (isMarked(specifier)) return specifier;
    const asker = isMarked(importer) ? importer.slice(importer.indexOf('/')) : importer;
    return inGuest(
      () => {
        const name = this.#resolver.resolveImport(specifier, fileOf(asker, this.#files));
        if (name.endsWith('.json') && this.#lacksAttribute(specifier, asker)) throw missingAttribute(name);
        return name;
      },
      () => this.#placeOf(specifier, asker),
    );
  };

  readonly loadModule = (name: string): string =>
    markedModuleSource(name) ?? inGuest(() => moduleSource(name, this.#files, this.#image.header.exportNames, this.#transform, this.#shelf));

  /** System calls that this answers. */
  readonly syscalls: Omit<LoaderSyscalls, 'compileCommonJs'> = {
    resolveCommonJs: (specifier, importer, options) =>
      inGuest(() => this.#resolver.resolveRequire(specifier, importer, options === undefined ? {} : (JSON.parse(options) as RequireOptions)) ?? ''),
    resolveImport: (specifier, importer) => inGuest(() => this.#resolver.resolveImport(specifier, importer)),
    findPackageFolder: (file) => packageScope(this.#files, file)?.folder ?? '',
    stripTypes: (source) => inGuest(() => stripTypes(this.#transform, source, '')),
  };

  /** The file as a function `(exports, require, module, __filename, __dirname)`. The wrapper shares line 1, as Node's did. */
  compileCommonJs(vm: Vm, path: string, source?: string): GuestFunction {
    if (path.startsWith('npm:')) return this.#compilePackage(vm, path);
    if (source === undefined && !isCommonJs(this.#files, path)) return vm.requireModule(path);
    const code = inGuest(() => javascript(source ?? this.#files.readText(path), path, this.#transform)).replace(/^\ufeff?#!.*/, '');
    return vm.evalScript(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, path);
  }

  /** What `node FILE` runs: the file as it is, or what `require` would find there. */
  findEntry(path: string): string | undefined {
    try {
      return this.#resolver.resolveRequire(path, path) ?? (/\.m[jt]s$/.test(path) ? path : undefined);
    } catch {
      // The same failure again when `require` looks for it, inside the program.
      return undefined;
    }
  }

  /** Whether the importer names this JSON file without saying that it is JSON. A specifier that is computed is taken for good. */
  #lacksAttribute(specifier: string, importer: string): boolean {
    const file = fileOf(importer, this.#files);
    if (!this.#files.isFile(file)) return false;
    const text = this.#files.readText(file);
    let isNamed = false;
    for (const quote of ["'", '"']) {
      for (let at = text.indexOf(quote + specifier + quote); at >= 0; at = text.indexOf(quote + specifier + quote, at + 1)) {
        if (/^\s*(?:with\b|,)\s*\{/.test(text.slice(at + specifier.length + 2))) return false;
        isNamed ||= /(?:\bimport\s*\(?|\bfrom)\s*$/.test(text.slice(0, at));
      }
    }
    return isNamed;
  }

  /** The whole package that a specifier belongs to, as a function of the same form. */
  #compilePackage(vm: Vm, name: string): GuestFunction {
    const bundle = this.#shelf.bundleOf(name);
    if (bundle === undefined) return inGuest(() => raise(new ModuleError('MODULE_NOT_FOUND', `Cannot find module '${name.slice('npm:'.length)}'`)));
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

/** The record of what {@link inGuest} throws: how the guest makes its own error of it. */
export function moduleErrorRecord(error: unknown): string | undefined {
  return error instanceof ModuleError ? error.record : undefined;
}

/**
 * Host errors become guest errors of the same kind and text. Their host stack must not: instead a syntax
 * error points at the place in the file, and everything else at the guest code that asked.
 */
function inGuest<T>(run: () => T, placeOf: () => string = () => ''): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof SourceError) {
      const told = new ModuleError('', error.message, { base: 'SyntaxError' });
      told.frames = `    at ${error.at.file}:${error.at.line}:${error.at.column}`;
      throw told;
    }
    const told = error instanceof ModuleError ? error : new ModuleError('', error.message);
    told.frames ||= placeOf();
    throw told;
  }
}

function missingAttribute(path: string): ModuleError {
  return new ModuleError('ERR_IMPORT_ATTRIBUTE_MISSING', `Module "${urlOf(path)}" needs an import attribute of "type: json"`, { base: 'TypeError' });
}

function isMarked(name: string): boolean {
  return markedModuleSource(name) !== undefined;
}

function raise(error: Error): never {
  throw error;
}

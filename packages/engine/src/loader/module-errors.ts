/** Class of the error that the guest gets. */
export type ErrorBase = 'Error' | 'TypeError' | 'RangeError' | 'SyntaxError';

/**
 * Why a module cannot be found or loaded, with Node's code and words. Thrown on the host; {@link ModuleError.record}
 * is what the guest makes its own error of.
 */
export class ModuleError extends Error {
  readonly code: string;
  readonly base: ErrorBase;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Lines of the stack: the place that asked. */
  frames = '';

  constructor(code: string, message: string, options: { base?: ErrorBase; fields?: Readonly<Record<string, unknown>> } = {}) {
    super(message);
    this.code = code;
    this.base = options.base ?? 'Error';
    this.fields = options.fields ?? {};
  }

  /** JSON for the entry point that makes the guest's error. */
  get record(): string {
    const { code, base, message, frames, fields } = this;
    return JSON.stringify({ code, base, message, frames, fields });
  }
}

/** `imported from FILE`, where somebody is known to have asked. */
export function importedFrom(importer: string | undefined): string {
  return importer === undefined ? '' : ` imported from ${importer}`;
}

export function unknownBuiltin(specifier: string): ModuleError {
  return new ModuleError('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
}

export function invalidSpecifier(specifier: string, reason: string, importer: string | undefined): ModuleError {
  return new ModuleError('ERR_INVALID_MODULE_SPECIFIER', `Invalid module "${specifier}" ${reason}${importedFrom(importer)}`, { base: 'TypeError' });
}

/** A file that is not there. */
export function moduleNotFound(path: string, importer: string, url?: string): ModuleError {
  return new ModuleError('ERR_MODULE_NOT_FOUND', `Cannot find module '${path}'${importedFrom(importer)}`, url === undefined ? {} : { fields: { url } });
}

export function packageNotFound(name: string, importer: string): ModuleError {
  return new ModuleError('ERR_MODULE_NOT_FOUND', `Cannot find package '${name}'${importedFrom(importer)}`);
}

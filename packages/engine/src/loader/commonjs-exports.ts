import { initSync, parse } from 'cjs-module-lexer';
import { javascript } from './module-source.ts';
import { isCommonJs, type ResolverFiles } from './package-json.ts';
import { createResolver } from './resolve.ts';
import type { SwcTransform } from './strip-types.ts';

let isReady = false;

/**
 * Names that a CommonJS file seems to export, found in its text before it runs, as Node does and with Node's own
 * lexer: what `export * from` a file through `module.exports = require(...)` brings is followed.
 */
export function commonJsExportNames(path: string, files: ResolverFiles, transform: SwcTransform): string[] {
  if (!isReady) initSync();
  isReady = true;
  const resolver = createResolver(files, new Set(), new Set());
  const names = new Set<string>();
  const seen = new Set<string>();
  const gather = (file: string): void => {
    if (seen.has(file) || !file.startsWith('/') || file.endsWith('.json') || !isCommonJs(files, file)) return;
    seen.add(file);
    const found = lex(javascript(files.readText(file), file, transform));
    for (const name of found.exports) names.add(name);
    for (const target of found.reexports) {
      try {
        gather(resolver.resolveRequire(target, file) ?? '');
      } catch {
        // What cannot be found fails when the file runs, with the place that asked for it.
      }
    }
  };
  gather(path);
  return [...names];
}

function lex(source: string): { exports: string[]; reexports: string[] } {
  try {
    return parse(source);
  } catch {
    // A syntax error is the compiler's to report.
    return { exports: [], reexports: [] };
  }
}

import path from '../node/path.ts';
import { isBuiltin } from './builtin-modules.ts';

/** What of a module decides where it finds others. */
interface Requirer {
  readonly filename?: string | null;
  readonly id?: string;
  readonly paths?: string[];
}

/** Folders that every `require` looks in last: those of NODE_PATH. */
export const globalPaths: string[] = [];

/** module._nodeModulePaths: folders that a file in `from` finds packages in, nearest first. */
export function nodeModulePaths(from: string): string[] {
  const paths: string[] = [];
  for (let at = path.resolve(from); ; at = path.dirname(at)) {
    if (path.basename(at) !== 'node_modules') paths.push(at === '/' ? '/node_modules' : `${at}/node_modules`);
    if (at === '/') return paths;
  }
}

/** module._resolveLookupPaths: null for a built-in. */
export function resolveLookupPaths(request: string, parent?: Requirer): string[] | null {
  if (isBuiltin(request)) return null;
  if (!/^\.\.?(?:\/|$)/.test(request)) return [...(parent?.paths ?? []), ...globalPaths];
  return [parent?.filename ? path.dirname(parent.filename) : '.'];
}

/** Files that led to a module, the last one first. */
export function requireStackOf(module: Requirer | undefined, parentOf: (module: Requirer) => Requirer | undefined): string[] {
  const stack: string[] = [];
  const seen = new Set<Requirer>();
  for (let at = module; at !== undefined && !seen.has(at); at = parentOf(at)) {
    seen.add(at);
    stack.push(at.filename || at.id || '');
  }
  return stack;
}

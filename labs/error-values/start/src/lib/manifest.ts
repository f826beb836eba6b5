import { ImportError } from './errors.ts';

export interface Manifest {
  readonly supplier: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

const CATALOGUE = new Set(['sencha-100', 'pu-erh-250', 'oolong-50']);

/** @throws {ImportError} for what suppliers get wrong. */
export function parseManifest(text: string): Manifest {
  const comma = /,\s*[\]}]/.exec(text);
  if (comma) throw new ImportError('E_TRAILING_COMMA', `comma before a closing bracket in line ${text.slice(0, comma.index).split('\n').length}`);
  const manifest = JSON.parse(text) as Manifest;
  const unknown = manifest.lines.find(({ sku }) => !CATALOGUE.has(sku));
  if (unknown) throw new ImportError('E_UNKNOWN_SKU', `nobody knows the tea ${unknown.sku}`);
  return manifest;
}

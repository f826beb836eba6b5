import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMBEDDED_WORKS } from './embedded-works.ts';
import type { ShippedPackage } from './shipped-packages.ts';

/** Licences under which somebody else's work may lie in an MIT project that is handed on as files. OFL: fonts. */
const COMPATIBLE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Unlicense',
  'Zlib',
]);

/** Whether an SPDX expression leaves a choice that an MIT project can take. Anything it cannot read is none. */
export function isCompatible(expression: string): boolean {
  const text = expression.trim();
  const outer = /^\((?<inner>[^()]*)\)$/.exec(text)?.groups?.['inner'];
  if (outer !== undefined) return isCompatible(outer);
  if (text.includes('(')) return false;
  return text.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((id) => COMPATIBLE.has(id)));
}

const TEXT_FILE = /^(?:licen[cs]es?|copying|notice|third-?party-?notices?)(?:[-.].*)?$/i;

function textsOf(folder: string): string[] {
  const isText = (name: string) => TEXT_FILE.test(name) && !/\.(?:js|ts|json)$/.test(name);
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => isText(name))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .flatMap((entry) => (entry.isDirectory() ? readdirSync(join(folder, entry.name)).map((name) => join(entry.name, name)) : [entry.name]))
    .map((path) => readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n').trim());
}

/** @throws {Error} naming every package whose licence does not fit. */
export function licenseDocument(root: string, packages: readonly ShippedPackage[], own: string): string {
  const misfits = packages.filter(({ license }) => !isCompatible(license));
  if (misfits.length > 0) {
    const list = misfits.map(({ name, version, license }) => `${name} ${version}: ${license}`).join('\n  ');
    throw new Error(`These packages may not be part of an MIT project, or their licence cannot be read:\n  ${list}`);
  }
  const parts = packages.map(({ name, version, license, folder }) => {
    const texts = [...textsOf(join(root, folder)), ...[EMBEDDED_WORKS[name] ?? []].flat()];
    // Some packages name their licence and bring no text of it.
    return `${name} ${version}\nLicence: ${license}\n\n${texts.length > 0 ? texts.join('\n\n') : `The package brings no text; it names the licence ${license} in its package.json.`}`;
  });
  const line = `\n\n${'='.repeat(80)}\n\n`;
  const intro = `Unhandled\n\n${own.trim()}\n\nParts of this site were written by others. Their packages, licences and notices follow: ${packages.length} packages.`;
  return `${[intro, ...parts].join(line)}\n`;
}

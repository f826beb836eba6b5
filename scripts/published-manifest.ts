// The package.json that a package of this repository is published with.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Manifest = Record<string, unknown> & { publishConfig?: Record<string, unknown> };

const manifestOf = (folder: string) => join(folder, 'package.json');
const ownManifestOf = (folder: string) => join(folder, 'dist', 'package.in-repository.json');

/** npm packs package.json as it lies there: for the time of packing it says what `publishConfig` says. */
export function publishManifest(folder: string): void {
  const own = readFileSync(manifestOf(folder), 'utf8');
  const { publishConfig = {}, scripts: _scripts, devDependencies: _development, ...manifest } = JSON.parse(own) as Manifest;
  const { access, ...published } = publishConfig;
  writeFileSync(ownManifestOf(folder), own);
  writeFileSync(
    manifestOf(folder),
    `${JSON.stringify({ ...manifest, ...published, ...(access === undefined ? {} : { publishConfig: { access } }) }, undefined, 2)}\n`,
  );
}

/** Puts back what publishManifest() took away; does nothing when it took nothing. */
export function restoreManifest(folder: string): void {
  if (existsSync(ownManifestOf(folder))) renameSync(ownManifestOf(folder), manifestOf(folder));
}

// Writes dist/licenses.txt: what of others lies in the built site, and under which licences. Fails on one that does not fit.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licenseDocument } from './license-texts.ts';
import { listShippedPackages } from './shipped-packages.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const packages = await listShippedPackages();
writeFileSync(join(ROOT, 'dist/licenses.txt'), licenseDocument(ROOT, packages, readFileSync(join(ROOT, 'LICENSE'), 'utf8')));
console.log(`licences: ${packages.length} packages of others lie in the site`);

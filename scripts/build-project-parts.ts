// Writes what a downloaded lab carries of this repository, as one file that the site serves and fetches when a download
// is asked for: Verify on real Node, and what it preloads into the server's process.
// Usage: node scripts/build-project-parts.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projectParts } from './project-parts.ts';

const TARGET = fileURLToPath(new URL('../src/workspace/sharing/parts', import.meta.url));

const parts = JSON.stringify(await projectParts());
mkdirSync(TARGET, { recursive: true });
writeFileSync(`${TARGET}/project.json`, parts);
console.log(`project parts: ${Math.round(parts.length / 1024)} KB`);

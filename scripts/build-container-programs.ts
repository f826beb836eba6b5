// Writes the programs that run in a WebContainer beside a lab, each joined into one file, as one JSON of name to text.
// Usage: node scripts/build-container-programs.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const TARGET = path('src/workspace/sandboxes/programs/programs.json');
const PROGRAMS = {
  agent: 'packages/leakcheck/agent/agent.ts',
  driver: 'packages/lab/node/driver.ts',
  probe: 'packages/leakcheck/agent/probe.ts',
};

const texts: Record<string, string> = {};
for (const [name, entry] of Object.entries(PROGRAMS)) {
  // The Node of WebContainers is two versions behind the one of this repository.
  const { outputFiles } = await build({ entryPoints: [path(entry)], bundle: true, write: false, format: 'esm', platform: 'node', target: 'node22' });
  texts[name] = outputFiles[0]?.text ?? '';
}
mkdirSync(dirname(TARGET), { recursive: true });
writeFileSync(TARGET, JSON.stringify(texts));
console.log(
  `container programs: ${Object.entries(texts)
    .map(([name, text]) => `${name} ${(text.length / 1000).toFixed(0)} KB`)
    .join(', ')}`,
);

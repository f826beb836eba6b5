// Records what the Go programs of the lessons print: src/content/go/<lesson>/<program>.go beside its <program>.txt.
// Needs Go and the network once; CI has neither and shows what is recorded. Usage: node scripts/record-go.ts [lesson...]
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GO = fileURLToPath(new URL('../src/content/go', import.meta.url));
const wanted = process.argv.slice(2);
const go = (...args: string[]) => execFileSync('go', args, { cwd: GO, encoding: 'utf8' }).trim();
const versions = [go('env', 'GOVERSION').replace('go', 'Go '), go('list', '-m', '-f', '{{.Version}}', 'github.com/gin-gonic/gin').replace('v', 'Gin ')];

for (const lesson of readdirSync(GO, { withFileTypes: true })) {
  if (!lesson.isDirectory() || (wanted.length > 0 && !wanted.includes(lesson.name))) continue;
  for (const file of readdirSync(join(GO, lesson.name)).filter((name) => name.endsWith('.go'))) {
    const { stdout, stderr } = spawnSync('go', ['run', join(lesson.name, file)], { cwd: GO, encoding: 'utf8' });
    // Of a crash, what it says and how it ends: stacks hold this machine's paths.
    const crash = stderr.split('\n').filter((line) => /^(?:panic|fatal error|exit status)/.test(line));
    writeFileSync(
      join(GO, lesson.name, file.replace('.go', '.txt')),
      [`go run ${file} (${versions.join(', ')})`, stdout.trimEnd(), ...crash].filter(Boolean).join('\n').concat('\n'),
    );
    console.log(`recorded ${lesson.name}/${file}`);
  }
}

// Records what this Node prints for each program in packages/engine/compat: run it with the Node version that the engine mirrors.
// Usage: node scripts/record-compat.ts [name...]
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { normalizeOutput } from '../packages/engine/compat/normalize-output.ts';

if (!process.version.startsWith('v24.'))
  throw new Error(`The engine mirrors Node 24, this is ${process.version}: run it through npm, which uses the Node in node_modules`);
const compat = fileURLToPath(new URL('../packages/engine/compat', import.meta.url));
const wanted = process.argv.slice(2);
const folder = realpathSync(mkdtempSync(`${tmpdir()}/compat-`));
try {
  for (const file of readdirSync(`${compat}/programs`).sort()) {
    if (wanted.length > 0 && !wanted.some((name) => file.startsWith(name))) continue;
    copyFileSync(`${compat}/programs/${file}`, `${folder}/${file}`);
    const { stdout, stderr, status } = spawnSync(process.execPath, [`${folder}/${file}`], {
      encoding: 'utf8',
      cwd: folder,
      env: { PATH: process.env['PATH'] },
      timeout: 20_000,
    });
    const recorded = { stdout: normalizeOutput(stdout, folder), stderr: normalizeOutput(stderr, folder), code: status };
    writeFileSync(`${compat}/recorded/${file}.json`, `${JSON.stringify(recorded, undefined, 2)}\n`);
    console.log(`recorded ${file}: exit ${status}, ${stdout.length + stderr.length} characters`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

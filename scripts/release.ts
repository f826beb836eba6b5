// npm run release: one archive with the site, a server for it, configurations for others, licences and checksums.
// Usage: node scripts/release.ts [--reuse] [--json]; --reuse takes dist/ as it is.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Zippable, zipSync } from 'fflate';
import { renderConfig, SERVERS, TEMPLATES } from './hosting/server-config.ts';
import { siteScriptHashes } from './hosting/site-hashes.ts';
import { releaseBom } from './release-bom.ts';
import { enterEdition } from './edition/enter.mjs';
import { buildSite, inSteps, installDependencies, ROOT, talkOnStderr } from './set-up.mjs';
import { listShippedPackages } from './shipped-packages.ts';
import type { SiteVersion } from './site-version.mjs';

const OUT = join(ROOT, 'release');
/** Where the written examples expect the archive's folder to lie. */
const INSTALLED = '/srv/unhandled';
/** These are compressed already. */
const PACKED = /\.(?:br|gz|woff2|png|pagefind|pf_[a-z]+)$/;

/** The commit's time, so that a release of the same commit is the same to the byte; else now. */
function releaseTime(commit: string): Date {
  const set = Number(process.env['SOURCE_DATE_EPOCH']);
  if (set > 0) return new Date(set * 1000);
  if (commit.endsWith('-changed')) return new Date();
  try {
    return new Date(Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) * 1000);
  } catch {
    return new Date();
  }
}

async function bundleServer(target: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('./hosting/command-line.ts', import.meta.url))],
    outfile: target,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    legalComments: 'none',
    logLevel: 'error',
    // serve.mjs starts itself when it is the command; in the bundle it is not, though it shares the address.
    define: { 'import.meta.url': '"file:///not-the-command"' },
    banner: {
      js: '// Unhandled: serves the site beside it. Needs Node 20 or later and nothing else. `node serve.mjs --help`\nconst RELEASE_URL = import.meta.url;',
    },
  });
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** Lays the release's folder out and packs it. Resolves with both paths. */
export async function makeRelease(): Promise<{ readonly folder: string; readonly archive: string }> {
  const dist = join(ROOT, 'dist');
  const version = JSON.parse(readFileSync(join(dist, 'version.json'), 'utf8')) as SiteVersion;
  const name = `unhandled-${version.version}`;
  const folder = join(OUT, name);
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(dist, join(folder, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'hosting'), join(folder, 'hosting'), { recursive: true });
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  cpSync(join(ROOT, 'docs/hosting.md'), join(folder, 'HOSTING.md'));
  cpSync(join(dist, 'version.json'), join(folder, 'version.json'));
  cpSync(join(dist, 'licenses.txt'), join(folder, 'THIRD-PARTY-LICENSES.txt'));
  const at = releaseTime(version.commit);
  writeFileSync(join(folder, 'sbom.cdx.json'), releaseBom(await listShippedPackages(), version, at));
  await bundleServer(join(folder, 'serve.mjs'));
  const settings = { version: version.version, root: `${INSTALLED}/dist`, base: '/', listen: 80, name: 'localhost', isolated: false, brotli: true };
  const scriptHashes = siteScriptHashes(dist);
  for (const kind of SERVERS) {
    const template = TEMPLATES[kind];
    const text = renderConfig(kind, readFileSync(join(ROOT, 'hosting', template), 'utf8'), { ...settings, scriptHashes });
    writeFileSync(join(folder, 'hosting', template.replace('.template', '')), text);
  }
  const sums = listFiles(folder).map(
    (path) =>
      `${createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex')}  ${path}\n`,
  );
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  const archive = join(OUT, `${name}.zip`);
  const entries: Zippable = {};
  for (const path of listFiles(folder)) entries[`${name}/${path}`] = [readFileSync(join(folder, path)), { level: PACKED.test(path) ? 0 : 6, mtime: at }];
  const bytes = zipSync(entries);
  writeFileSync(archive, bytes);
  writeFileSync(`${archive}.sha256`, `${createHash('sha256').update(bytes).digest('hex')}  ${name}.zip\n`);
  return { folder, archive };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await inSteps(async () => {
    talkOnStderr();
    await installDependencies();
    if (await enterEdition(fileURLToPath(import.meta.url))) return;
    if (!process.argv.includes('--reuse')) await buildSite({ anew: true });
    const { archive } = await makeRelease();
    const { size } = statSync(archive);
    console.log(process.argv.includes('--json') ? JSON.stringify({ archive }) : `${archive} (${(size / 1e6).toFixed(1)} MB)`);
  });
}

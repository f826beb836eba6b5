// What `npm start` and `npm test` share: dependencies from the lock file, Node 24, and the build, each only when
// something changed. Runs on Node 20 with nothing installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, '.cache');
const BIN = join(ROOT, 'node_modules', '.bin');
const WINDOWS = process.platform === 'win32';

/** Environment in which `node` is the project's own Node 24. */
export function projectEnvironment() {
  return { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`, ASTRO_TELEMETRY_DISABLED: '1' };
}

let childOutput = 'inherit';

/** For commands whose own stdout is a result: what they start then talks on stderr. */
export function talkOnStderr() {
  childOutput = ['inherit', process.stderr, 'inherit'];
}

/** Runs a command with its output shown. Resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: childOutput, env: projectEnvironment(), shell: WINDOWS, ...options });
    child.on('error', (error) => {
      console.error(`Cannot start ${command}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** As `run`. @throws when the command fails, which has then said why. */
async function must(what, command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Error(`${what} failed (exit code ${code}): ${command} ${args.join(' ')}`);
}

/** Runs a command's steps; a step that failed ends it with one line and exit code 1. */
export async function inSteps(steps) {
  try {
    await steps();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Installs what the lock file says, unless it is there. */
export async function installDependencies() {
  if (isInstalled() && projectNodeMajor() >= 24) return;
  console.error('Installing dependencies from package-lock.json');
  if (!isInstalled()) await must('Installing dependencies', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env: process.env });
  // npm may have been told not to run install scripts; the `node` package needs its own.
  if (projectNodeMajor() < 24) await must('Installing Node 24', 'npm', ['rebuild', 'node', 'esbuild', '--ignore-scripts=false'], { env: process.env });
  if (projectNodeMajor() < 24) throw new Error('Node 24 did not arrive with the npm package "node". Install Node 24 yourself and run the command again');
}

/** Compares the lock with npm's own record of what lies in node_modules: a folder that somebody brought up to date by hand is left alone. */
function isInstalled() {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { packages: present } = JSON.parse(readFileSync(record, 'utf8'));
  return Object.entries(wanted).every(([path, { version, optional, peer, link }]) => {
    if (!path.startsWith('node_modules/') || link || ((optional || peer) && present[path] === undefined)) return true;
    return present[path]?.version === version && existsSync(join(ROOT, path));
  });
}

function projectNodeMajor() {
  const { stdout } = spawnSync('node', ['--version'], { env: projectEnvironment(), shell: WINDOWS, encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

const TYPES_INPUTS = ['package-lock.json', 'scripts/build-types.ts'];
const PROGRAM_INPUTS = ['package-lock.json', 'scripts/build-container-programs.ts', 'packages/leakcheck/agent', 'packages/lab/agent', 'packages/lab/node'];
const PROJECT_INPUTS = ['package-lock.json', 'scripts/project-parts.ts', 'packages/lab/src', 'packages/lab/node', 'packages/lab/inside', 'packages/lab/project']
  .concat(['packages/leakcheck/src', 'packages/leakcheck/agent', 'packages/engine/src/services'])
  .concat('packages/engine/src/host/network/inbound-queue.ts');
const SITE_INPUTS = [
  'astro.config.mjs',
  'ec.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'src',
  'labs',
  'public',
  'packages/engine/src',
  'packages/engine/images',
  'packages/lab/src',
  'packages/lab/agent',
  'packages/leakcheck/src',
  'scripts/site-version.mjs',
  'scripts/drop-repeated-styles.ts',
  'scripts/relocate-site.ts',
  'scripts/build-licenses.ts',
  'scripts/license-texts.ts',
  'scripts/embedded-works.ts',
  'scripts/shipped-modules.mjs',
  'scripts/lean-monaco.mjs',
  'scripts/line-tables.ts',
  'scripts/shipped-packages.ts',
  'LICENSE',
  ...PROJECT_INPUTS,
  'scripts/build-offline.ts',
  'scripts/compress.mjs',
];

/** Engine images, editor types, the programs for WebContainers and what downloads carry: cheap to check, the images know themselves whether they are up to date. */
export async function buildParts() {
  await must('Building the engine images', 'node', ['scripts/build-images.ts']);
  await whenChanged('types', TYPES_INPUTS, 'src/workspace/editor/types/koa.json', () => must('Building the editor types', 'node', ['scripts/build-types.ts']));
  await whenChanged('container-programs', PROGRAM_INPUTS, 'src/workspace/sandboxes/programs/programs.json', () =>
    must('Building the programs for WebContainers', 'node', ['scripts/build-container-programs.ts']),
  );
  await whenChanged('project', PROJECT_INPUTS, 'src/workspace/sharing/parts/project.json', () =>
    must('Building what downloads carry', 'node', ['scripts/build-project-parts.ts']),
  );
}

/** Builds and compresses the site into dist/, unless nothing changed since the last build; `anew` does it in any case. */
export async function buildSite({ anew = false } = {}) {
  await buildParts();
  if (anew) rmSync(join(CACHE, 'site.sha256'), { force: true });
  const built = await whenChanged('site', SITE_INPUTS, 'dist/index.html', async (digest) => {
    await must('Building the site', 'astro', ['build'], { env: { ...projectEnvironment(), SITE_BUILD: digest.slice(0, 12) } });
    await must('Naming style sheets once', 'node', ['scripts/drop-repeated-styles.ts']);
    await must('Making the addresses relative', 'node', ['scripts/relocate-site.ts']);
    await must('Listing the licences', 'node', ['scripts/build-licenses.ts']);
    await must('Writing the service worker', 'node', ['scripts/build-offline.ts']);
    await must('Compressing the site', 'node', ['scripts/compress.mjs']);
  });
  if (!built) console.error('The site is built already');
}

/** Runs a build when its inputs are not those of the last one that succeeded. Resolves with whether it ran. */
async function whenChanged(name, inputs, output, build) {
  const stamp = join(CACHE, `${name}.sha256`);
  // Taken before the build: an edit made while it runs counts as a change the next time.
  const digest = digestOf(inputs, process.env.BASE_PATH);
  if (existsSync(join(ROOT, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false;
  rmSync(stamp, { force: true });
  await build(digest);
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}

/** Of paths and contents: what git or a copy does to file times must not matter. */
function digestOf(inputs, setting = '') {
  const hash = createHash('sha256').update(setting);
  const add = (path) => {
    const full = join(ROOT, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
    else hash.update(path).update(readFileSync(full));
  };
  for (const input of inputs) add(input);
  return hash.digest('hex');
}

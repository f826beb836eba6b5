// What `npm start` and `npm test` share: dependencies from the lock file, Node 24, and the build, each only when
// something changed. Runs on Node 20 with nothing installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, '.cache');
const BIN = join(ROOT, 'node_modules', '.bin');

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
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: childOutput, env: projectEnvironment(), shell: process.platform === 'win32', ...options });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** As `run`, ending the process when the command fails. */
export async function must(what, command, args, options) {
  const code = await run(command, args, options);
  if (code === 0) return;
  console.error(`${what} failed (exit code ${code}): ${command} ${args.join(' ')}`);
  process.exit(1);
}

/** Installs what the lock file says, when it or the folder is not as at the last time. */
export async function installDependencies() {
  const digest = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json'))).update(process.platform + process.arch).digest('hex');
  const stamp = join(ROOT, 'node_modules', '.unhandled-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.error('Installing dependencies from package-lock.json');
  await must('Installing dependencies', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env: process.env });
  const { status } = spawnSync(join(BIN, 'node'), ['--version'], { shell: process.platform === 'win32' });
  if (status !== 0) {
    // npm may have been told not to run install scripts; the `node` package needs its own.
    await must('Installing Node 24', 'npm', ['rebuild', 'node', 'esbuild', '--ignore-scripts=false'], { env: process.env });
  }
  writeFileSync(stamp, digest);
}

/** Engine images and editor types: cheap to check, they know themselves whether they are up to date. */
export async function buildParts() {
  await must('Building the engine images', 'node', ['scripts/build-images.ts']);
  if (!unchanged('types', ['package-lock.json', 'scripts/build-types.ts'], 'src/workspace/editor/types/koa.json')) {
    await must('Building the editor types', 'node', ['scripts/build-types.ts']);
    remember('types', ['package-lock.json', 'scripts/build-types.ts']);
  }
}

const SITE_INPUTS = ['astro.config.mjs', 'package-lock.json', 'tsconfig.json', 'src', 'labs', 'public', 'packages/engine/src', 'packages/engine/images', 'packages/lab/src', 'packages/leakcheck/src', 'scripts/compress.mjs'];

/** Builds and compresses the site into dist/, unless nothing changed since the last build. */
export async function buildSite() {
  await buildParts();
  if (unchanged('site', SITE_INPUTS, 'dist/index.html')) {
    console.error('The site is built already');
    return;
  }
  await must('Building the site', 'astro', ['build']);
  await must('Compressing the site', 'node', ['scripts/compress.mjs']);
  remember('site', SITE_INPUTS);
}

function unchanged(name, inputs, output) {
  const stamp = join(CACHE, `${name}.sha256`);
  return existsSync(join(ROOT, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(inputs);
}

function remember(name, inputs) {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, `${name}.sha256`), digestOf(inputs));
}

/** Of paths and contents: what git or a copy does to file times must not matter. */
function digestOf(inputs) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(ROOT, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
    else hash.update(path).update(readFileSync(full));
  };
  for (const input of inputs) add(input);
  return hash.digest('hex');
}

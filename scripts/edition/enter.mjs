import { spawn } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { projectEnvironment, ROOT, run } from '../set-up.mjs';

/** What a command leaves, brought back from the edition into our folder. */
const RESULTS = ['dist', 'release'];

/**
 * With CONTENT_DIR set, runs the same command in an edition: our tree with that folder laid over it. Resolves with true
 * when it did, and the command has nothing left to do; its exit code is set.
 * @param script the command's own file
 * @param watches whether the command shows what changes while it runs: changes of that folder are laid, too
 */
export async function enterEdition(script, { watches = false } = {}) {
  const content = process.env['CONTENT_DIR'];
  if (content === undefined || content === '') return false;
  const laying = await run('node', [join(ROOT, 'scripts/edition/lay.ts'), resolve(content)]);
  if (laying !== 0) {
    process.exitCode = laying;
    return true;
  }
  const folder = join(ROOT, '.cache', 'edition');
  const watcher = watches ? watchContent(resolve(content)) : undefined;
  process.exitCode = await runInside(join(folder, relative(ROOT, script)), folder, { ...projectEnvironment(), CONTENT_DIR: '' });
  watcher?.kill();
  // A test of the edition itself leaves our own dist/ alone.
  if (process.env['KEEP_RESULTS_INSIDE'] === '1') return true;
  for (const name of RESULTS) {
    const from = join(folder, name);
    if (!existsSync(from)) continue;
    rmSync(join(ROOT, name), { recursive: true, force: true });
    cpSync(from, join(ROOT, name), { recursive: true });
  }
  return true;
}

function watchContent(content) {
  const watcher = spawn('node', [join(ROOT, 'scripts/edition/watch.ts'), content], { stdio: 'inherit', env: projectEnvironment() });
  watcher.on('error', (error) => console.error(`Changes of ${content} are not shown: ${error.message}`));
  return watcher;
}

/** A server is stopped by a signal; so is what it runs in. */
function runInside(script, cwd, env) {
  const child = spawn('node', [script, ...process.argv.slice(2)], {
    cwd,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return new Promise((done) => {
    child.on('error', (error) => {
      console.error(`Cannot start ${script}: ${error.message}`);
      done(1);
    });
    child.on('close', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      done(code ?? 1);
    });
  });
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * What a built site says of itself: the package's version, a number of what it was built from (set by
 * set-up.mjs) and the commit. A folder without git may name its commit in SOURCE_COMMIT.
 */
export function readSiteVersion() {
  const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
  return { version, build: process.env['SITE_BUILD'] || 'dev', commit: process.env['SOURCE_COMMIT'] || readCommit() };
}

function readCommit() {
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '-changed' : ''}`;
  } catch {
    return 'unknown';
  }
}

/** BASE_PATH with a slash at both ends. Only the 404 page needs it, and only where JavaScript is off. @throws {RangeError} */
export function readBasePath(text = process.env['BASE_PATH'] ?? '') {
  const path = `/${text}/`.replace(/\/+/g, '/');
  if (!/^\/(?:[\w.~-]+\/)*$/.test(path) || path.includes('/.')) throw new RangeError(`The base path is "${text}": write a path such as /training/`);
  return path;
}

// Finds a Chromium for the tests: CHROME_PATH, an installed one, Playwright's own, or Debian's package when root.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function installed() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin', '/opt/google/chrome'];
  const candidates = folders.filter(Boolean).flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  for (const folder of ['/Applications', join(process.env.HOME ?? '', 'Applications')]) {
    candidates.push(join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'), join(folder, 'Chromium.app/Contents/MacOS/Chromium'));
  }
  for (const folder of [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]) {
    if (folder) candidates.push(join(folder, 'Google/Chrome/Application/chrome.exe'));
  }
  return candidates.find((path) => existsSync(path));
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function installDebianPackage() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.error("Installing Debian's chromium for the browser tests");
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], options);
  return status === 0 ? installed() : undefined;
}

/** Path of a Chromium or Chrome. @throws with one line that says what to install. */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which does not exist: correct it, or unset it`);
  }
  const found = installed() ?? (await playwrightsOwn()) ?? installDebianPackage();
  if (found) return found;
  throw new Error('No Chrome or Chromium found: install one (Debian: apt-get install chromium), or set CHROME_PATH');
}

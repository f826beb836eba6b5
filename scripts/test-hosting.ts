// npm run test:hosting: the release, unpacked and hosted by every server that is here, tested by a browser and by raw requests.
// Usage: node scripts/test-hosting.ts [--json] [playwright's arguments]; --json prints { passed, failed, faults } last.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './find-browser.mjs';
import { type PlaywrightReport, resultOfPlaywright } from './failed-tests.mjs';
import { SERVERS } from './hosting/server-config.ts';
import { availableServers } from './hosting/server-programs.ts';
import { unpackRelease } from './hosting/unpack-release.ts';
import { makeRelease } from './release.ts';
import { buildSite, inSteps, installDependencies, projectEnvironment, ROOT, run, talkOnStderr } from './set-up.mjs';

const RESULT = join(ROOT, '.cache/results/hosting.json');

await inSteps(async () => {
  talkOnStderr();
  await installDependencies();
  const browser = await findBrowser();
  await buildSite();
  const servers = availableServers();
  for (const kind of SERVERS)
    if (!servers.includes(kind)) console.error(`skipped: ${kind} is not installed, and this is not Debian's root, who could install it`);
  const { archive } = await makeRelease();
  const folder = mkdtempSync(join(tmpdir(), 'unhandled-release-'));
  chmodSync(folder, 0o755); // servers that are started by root work as somebody else
  mkdirSync(join(ROOT, '.cache/results'), { recursive: true });
  rmSync(RESULT, { force: true });
  const env = {
    ...projectEnvironment(),
    CHROME_PATH: browser,
    HOSTING_SERVERS: servers.join(','),
    UNPACKED_RELEASE: unpackRelease(archive, folder),
    PLAYWRIGHT_JSON_OUTPUT_NAME: RESULT,
  };
  const wanted = process.argv.slice(2).filter((argument) => argument !== '--json');
  const code = await run('playwright', ['test', '--config', 'playwright.hosting.config.ts', ...wanted], { env });
  rmSync(folder, { recursive: true });
  const result = resultOfPlaywright(JSON.parse(readFileSync(RESULT, 'utf8')) as PlaywrightReport, code);
  process.exitCode = result.failed === 0 ? 0 : 1;
  if (process.argv.includes('--json')) console.log(JSON.stringify(result));
});

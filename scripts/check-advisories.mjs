// Known vulnerabilities of what ships: `node scripts/check-advisories.mjs`. Exit code 0: none that is high; 1: some; 2: the registry did not say.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { projectEnvironment, ROOT } from './set-up.mjs';

const GRAVE = ['high', 'critical'];
const TIMEOUT_MS = 60_000;

/**
 * Reads what `npm audit --json` printed: the grave advisories, a line each, or why there is no answer. An answer that
 * cannot be read is no clean bill of health.
 */
export function readAudit(text) {
  let report;
  try {
    report = JSON.parse(text);
  } catch {
    return { unknown: 'npm audit printed no report' };
  }
  if (report.vulnerabilities === undefined) return { unknown: report.message ?? report.error?.summary ?? 'npm audit gave no list' };
  const grave = Object.values(report.vulnerabilities)
    .filter(({ severity }) => GRAVE.includes(severity))
    .map(
      ({ name, severity, range, via }) =>
        `${name} ${range}: ${severity}, ${via.map((each) => (typeof each === 'string' ? `by ${each}` : each.title)).join('; ')}`,
    );
  return { grave };
}

/** Asks the registry about the dependencies that ship, and not about those of tests. */
export function askForAdvisories() {
  const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: ROOT,
    env: projectEnvironment(),
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    shell: process.platform === 'win32',
  });
  return error === undefined ? readAudit(stdout) : { unknown: error.message };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { grave, unknown } = askForAdvisories();
  for (const each of grave ?? []) console.error(each);
  if (unknown !== undefined) console.error(`Known vulnerabilities were not checked: ${unknown}`);
  process.exitCode = unknown !== undefined ? 2 : grave.length > 0 ? 1 : 0;
}

import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import base from './playwright.config.ts';
import { SERVERS } from './scripts/hosting/server-config.ts';
import type { HostOptions } from './scripts/hosting/start-host.ts';

/** The ways to host the site, each at the root and below a path. scripts/test-hosting.ts says which servers are there. */
const available = (process.env['HOSTING_SERVERS'] ?? SERVERS.join(',')).split(',').filter((name) => name !== '');
const kinds = [...SERVERS.filter((kind) => available.includes(kind)), 'release', 'bare'] as const;

const config: PlaywrightTestConfig<{ host: Omit<HostOptions, 'release'> }> = {
  ...base,
  testDir: 'tests/hosting',
  testIgnore: [],
  // Two browsers and a server at a time: what is asked is whether it works, not how soon.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: true,
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? '.cache/results/hosting.json' }]],
  outputDir: 'test-results/hosting',
  projects: [
    { name: 'archive', testMatch: 'release.spec.ts' },
    ...kinds.flatMap((kind) =>
      ['/', '/training/'].map((path) => ({
        name: `${kind} ${path}`,
        use: { host: { kind, base: path, isolated: false } },
        // A host without headers has none to test.
        testIgnore: kind === 'bare' ? ['release.spec.ts', 'headers.spec.ts'] : ['release.spec.ts'],
      })),
    ),
  ],
};
export default defineConfig(config);

import { defineConfig } from '@playwright/test';

const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'tests',
  testMatch: '*.spec.ts',
  testIgnore: /[\\/]tests[\\/]hosting[\\/]/, // playwright.hosting.config.ts runs them
  // What is asked is whether it works, not how soon: a machine with other work takes three times as long.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // A test waits about half of its time. More browsers than two only wait for each other.
  workers: 2,
  // The last file would keep one of them for minutes, alone.
  fullyParallel: true,
  // A whole run is long, and one lost packet should not end it. What passes only when it is run again is named at its end.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? '.cache/results/browser.json' }]],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1600, height: 1000 },
    // Every test has a browser profile of its own, in which the whole site would be fetched again. offline.spec.ts lets it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});

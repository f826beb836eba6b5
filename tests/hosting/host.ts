import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type HostOptions, startHost } from '../../scripts/hosting/start-host.ts';

interface Site {
  readonly origin: string;
  /** With the base path, and a slash at its end. */
  readonly url: string;
  /** The unpacked archive. */
  readonly release: string;
}

/** The release, hosted by the project's server. A page in a test may ask no other host for anything and complain of nothing. */
export const test = base.extend<{ watched: undefined }, { host: Omit<HostOptions, 'release'>; site: Site }>({
  host: [
    { kind: 'release', base: '/', isolated: false },
    { option: true, scope: 'worker' },
  ],
  site: [
    async ({ host }, use) => {
      const release = process.env['UNPACKED_RELEASE'] ?? '';
      const { origin, close } = await startHost({ ...host, release });
      await use({ origin, url: origin + host.base, release });
      await close();
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ page, site }, use) => {
      const others: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== site.origin) others.push(request.url());
      });
      page.on('console', (message) => {
        // The 404 page is looked at on purpose, and looks for the site's root.
        if (message.type() === 'error' && !/status of 404/.test(message.text())) complaints.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await use(undefined);
      expect(others, 'requests to other hosts').toEqual([]);
      expect(complaints, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],
});

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as it is written: fetch would tidy the path, ask for every encoding and undo it. */
export function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf('/', 'http://'.length));
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}

/** The path of the first file in _astro/ whose name fits. */
export function hashedFile(release: string, pattern: RegExp): string {
  const name = readdirSync(join(release, 'dist/_astro')).find((each) => pattern.test(each));
  if (name === undefined) throw new Error(`Nothing in _astro/ fits ${pattern}`);
  return `_astro/${name}`;
}

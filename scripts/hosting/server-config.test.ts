import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { securityHeaders } from '../page-policy.mjs';
import { type HostingSettings, renderConfig, SERVERS, TEMPLATES } from './server-config.ts';

const SETTINGS: HostingSettings = {
  version: '1.2.3',
  root: '/srv/unhandled/dist',
  base: '/',
  listen: 80,
  name: 'localhost',
  scriptHashes: ["'sha256-abc='"],
  isolated: false,
  brotli: true,
};
const render = (kind: (typeof SERVERS)[number], change: Partial<HostingSettings> = {}) =>
  renderConfig(kind, readFileSync(new URL(`../../hosting/${TEMPLATES[kind]}`, import.meta.url), 'utf8'), { ...SETTINGS, ...change });

test.each(SERVERS)('%s gets every header of the policy, and isolation only when asked', (kind) => {
  for (const value of Object.values(securityHeaders(SETTINGS.scriptHashes))) expect(render(kind)).toContain(`"${value}"`);
  expect(render(kind)).not.toContain('Cross-Origin-Embedder-Policy');
  expect(render(kind, { isolated: true })).toContain('Cross-Origin-Embedder-Policy "require-corp"');
});

test.each(SERVERS)('%s lets pages hold the frame of WebContainers’ origin when it is named', (kind) => {
  const text = render(kind, { isolated: 'https://stackblitz.com' });
  expect(text).toContain('frame-src https://stackblitz.com');
  expect(text).toContain("connect-src 'self' https://stackblitz.com;");
  expect(text).toContain('Cross-Origin-Embedder-Policy "require-corp"');
  expect(() => render(kind, { isolated: 'https://a"; x' })).toThrow('write one such as');
});

test.each(SERVERS)('%s is left with no place unfilled, at the root and below a path', (kind) => {
  for (const base of ['/', '/training/']) expect(render(kind, { base })).not.toMatch(/\{\{|\}\}/);
  expect(render(kind, { base: '/training/' })).toContain('/training');
  expect(render(kind)).not.toContain('/training');
});

test('nginx without its brotli module is not told of it', () => {
  expect(render('nginx')).toContain('brotli_static on;');
  expect(render('nginx', { brotli: false })).not.toContain('brotli_static on;');
});

test('a folder or a name that would break the configuration is refused', () => {
  for (const root of ['srv', '/srv/a b', '/srv/"x"', '/srv/x;y', '/srv/x\ny', '/'])
    expect(() => render('nginx', { root }), root).toThrow('use an absolute path');
  expect(() => render('nginx', { name: 'a; b' })).toThrow('use a host');
  expect(() => renderConfig('nginx', '{{nobody}}', SETTINGS)).toThrow('{{nobody}}');
});

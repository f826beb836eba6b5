import { expect, test } from 'vitest';
import { CHECK_IDS, type CheckId, judge, type Observed, type Reply } from './verdicts.ts';

const reply = (headers: Record<string, string>, path = '/', status = 200): Reply => ({ status, path, headers });
const PAGE = {
  'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};
const GOOD: Observed = {
  secure: true,
  isolated: true,
  page: reply(PAGE),
  hashed: reply({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br' }),
  wasm: reply({ 'content-type': 'application/wasm' }),
  folder: reply({}, '/training/course/'),
  nothing: reply({}, '/x', 404),
  builds: { served: 'abc', page: 'abc' },
  compile: undefined,
  worker: undefined,
  storage: undefined,
  serviceWorker: undefined,
  features: { Worker: true },
  quotaMb: 500,
};
const statuses = (observed: Observed) => Object.fromEntries(Object.entries(judge(observed)).map(([id, { status }]) => [id, status]));

test('a server that sends everything passes every check', () => {
  expect(statuses(GOOD)).toEqual(Object.fromEntries(CHECK_IDS.map((id) => [id, 'pass'])));
});

test.each<[CheckId, string, Partial<Observed>]>([
  ['version', 'fail', { builds: { served: 'old', page: 'abc' } }],
  ['redirect', 'fail', { folder: reply({}, '/training/course') }],
  ['notFound', 'warn', { nothing: reply({}) }],
  ['types', 'warn', { wasm: reply({ 'content-type': 'application/octet-stream' }) }],
  ['policy', 'warn', { page: reply({ ...PAGE, 'content-security-policy': "default-src 'self'" }) }],
  ['headers', 'warn', { page: reply({ ...PAGE, 'x-content-type-options': '' }) }],
  ['hashed', 'warn', { hashed: reply({ ...GOOD.hashed.headers, 'cache-control': 'no-cache' }) }],
  ['pages', 'warn', { page: reply({ ...PAGE, 'cache-control': 'max-age=3600' }) }],
  ['compression', 'warn', { hashed: reply({ 'cache-control': GOOD.hashed.headers['cache-control'] ?? '' }) }],
  ['secure', 'warn', { secure: false }],
  ['isolation', 'note', { isolated: false }],
  ['features', 'fail', { features: { Worker: true, CompressionStream: false } }],
  ['compile', 'fail', { compile: 'CompileError' }],
  ['worker', 'fail', { worker: 'blocked' }],
  ['storage', 'warn', { storage: 'SecurityError' }],
  ['offline', 'warn', { serviceWorker: 'no service worker' }],
])('%s: %s when it is not as it should be, and nothing else is touched', (id, status, change) => {
  expect(statuses({ ...GOOD, ...change })).toEqual({ ...statuses(GOOD), [id]: status });
});

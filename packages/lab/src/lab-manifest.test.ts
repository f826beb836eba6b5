import { expect, test } from 'vitest';
import { MANIFEST } from '../fixtures/fake-lab.ts';
import { ManifestError, parseManifest } from './lab-manifest.ts';

/** What parseManifest() says about the good manifest with some fields changed. */
function complaint(change: Readonly<Record<string, unknown>>): { message: string; hint: string } {
  try {
    parseManifest('the-pager', JSON.stringify({ ...MANIFEST, ...change }));
  } catch (error) {
    if (error instanceof ManifestError) return { message: error.message, hint: error.hint };
  }
  throw new Error('it was accepted');
}

test('parseManifest() reads a good lab.json', () => {
  expect(parseManifest('the-pager', JSON.stringify(MANIFEST))).toEqual(MANIFEST);
});

test('parseManifest() names an empty list and what to write', () => {
  expect(complaint({ editable: [] })).toEqual({
    message: 'Cannot read lab "the-pager": "editable" is empty',
    hint: 'List at least one file, as it is called below the project root: "src/routes/receipt.ts"',
  });
});

test('parseManifest() names a missing field', () => {
  expect(complaint({ entry: undefined })).toEqual({
    message: 'Cannot read lab "the-pager": "entry" is missing',
    hint: 'Name the file that the server starts from, as it is called below the project root: "src/main.ts"',
  });
});

test('parseManifest() names a field that it does not know', () => {
  expect(complaint({ editabel: ['x'] }).message).toBe('Cannot read lab "the-pager": "editabel" is not a field of lab.json');
});

test('parseManifest() names the path of a wrong value', () => {
  expect(complaint({ limits: { openFiles: 'many', memoryBytes: 67_108_864 } }).message).toBe(
    'Cannot read lab "the-pager": "limits.openFiles" must be number, not "many"',
  );
  expect(complaint({ limits: { openFiles: 4, memoryBytes: 67_108_864 } }).message).toBe('Cannot read lab "the-pager": "limits.openFiles" must be >=8, not 4');
});

test('parseManifest() refuses a request of the load that is none', () => {
  const mix = [{ name: 'x', weight: 1, request: { method: 'GET', path: 'orders' } }];
  expect(complaint({ load: { requestsPerSecond: 5, mix } }).message).toBe('Cannot read lab "the-pager": "load.mix.0.request.path" must start with "/"');
});

test('parseManifest() refuses a variant that no folder can have', () => {
  expect(complaint({ failsWith: { start: ['heap'], 'wrong/Bad Name': ['heap'] } }).message).toContain('must name "start" or "wrong/<name>"');
});

test('parseManifest() wants the checks that every lab has', () => {
  expect(complaint({ checks: MANIFEST.checks.filter((id) => id !== 'limits') }).message).toBe('Cannot read lab "the-pager": "checks" lacks "limits"');
});

test('parseManifest() wants failsWith to name listed checks only', () => {
  expect(complaint({ failsWith: { start: ['handels'] } }).message).toBe(
    'Cannot read lab "the-pager": "failsWith.start" names the check "handels", which is not in "checks"',
  );
});

test('parseManifest() wants a start that starts', () => {
  expect(complaint({ failsWith: { 'wrong/a': ['heap'] } }).message).toBe('Cannot read lab "the-pager": "failsWith" lacks "start"');
  expect(complaint({ failsWith: { start: ['boot'] } }).message).toBe('Cannot read lab "the-pager": "failsWith.start" names "boot"');
});

test('parseManifest() says where JSON breaks', () => {
  expect(() => parseManifest('the-pager', '{"base": "_base",}')).toThrow(/^Cannot read lab "the-pager": lab\.json is no JSON: /);
  expect(() => parseManifest('the-pager', '[]')).toThrow(ManifestError);
  expect(() => parseManifest('the-pager', '7')).toThrow('Cannot read lab "the-pager": lab.json must hold an object, not 7');
});

const POSTGRES = { packages: ['koa', 'pg'], services: { postgres: { init: 'db/schema.sql' } } };

test('parseManifest() reads services and faults', () => {
  const upstreams = { 'stock.internal:8081': { behaviour: { kind: 'answer', body: '{}', afterMs: 20 }, script: [{ kind: 'hang' }] } };
  const faults = {
    outage: { kind: 'postgres-down' },
    full: { kind: 'disk-full' },
    slow: { kind: 'upstream', upstream: 'stock.internal:8081', behaviour: { kind: 'answer', afterMs: 3000 } },
  };
  const change = {
    ...POSTGRES,
    services: { ...POSTGRES.services, upstreams },
    faults,
    load: { ...MANIFEST.load, faults: [{ fault: 'outage', atMs: 1000, forMs: 500 }] },
  };
  const read = parseManifest('three-leaks', JSON.stringify({ ...MANIFEST, ...change }));
  expect(read.services).toEqual({ postgres: { init: 'db/schema.sql', maxConnections: 100 }, upstreams });
  expect(read.faults).toEqual(faults);
});

test('parseManifest() names a service or a fault that is not there', () => {
  expect(complaint({ faults: { outage: { kind: 'postgres-down' } } }).message).toBe(
    'Cannot read lab "the-pager": "faults.outage" needs a Postgres, which is not in "services"',
  );
  expect(complaint({ faults: { slow: { kind: 'upstream', upstream: 'stock:80', behaviour: { kind: 'hang' } } } }).message).toBe(
    'Cannot read lab "the-pager": "faults.slow" names the upstream "stock:80", which is not in "services"',
  );
  expect(complaint({ load: { ...MANIFEST.load, faults: [{ fault: 'outage', atMs: 0, forMs: 1 }] } }).message).toBe(
    'Cannot read lab "the-pager": "load.faults" names the fault "outage", which is not in "faults"',
  );
  expect(complaint({ services: POSTGRES.services }).hint).toBe('Add "pg" to packages: nothing else speaks to a Postgres');
  expect(complaint({ faults: { odd: { kind: 'earthquake' } } }).hint).toMatch(/postgres-down, postgres-restart/);
});

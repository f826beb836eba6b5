import { expect, test } from 'vitest';
import { MANIFEST } from '../fixtures/fake-lab.ts';
import { assembleLab, type Files, filesOf, OverlayError, variantsOf, withEdits } from './overlay.ts';

const manifest = { ...MANIFEST, editable: ['src/a.ts'], failsWith: { start: ['heap'], 'wrong/swallow': ['heap'] } };
const base: Files = { 'src/main.ts': 'base main', 'src/log.ts': 'base log' };
const folder: Files = {
  'lab.json': '{}',
  'checks.ts': '',
  'start/src/a.ts': 'start a',
  'start/src/log.ts': 'start log',
  'solution/src/a.ts': 'solved a',
  'wrong/swallow/src/a.ts': 'wrong a',
};
const lab = () => assembleLab('x', manifest, base, folder);

test('filesOf() lays start over base', () => {
  expect(filesOf(lab(), 'start')).toEqual({ 'src/main.ts': 'base main', 'src/log.ts': 'start log', 'src/a.ts': 'start a' });
});

test('filesOf() lays a variant over start', () => {
  expect(filesOf(lab(), 'solution')['src/a.ts']).toBe('solved a');
  expect(filesOf(lab(), 'wrong/swallow')).toEqual({ 'src/main.ts': 'base main', 'src/log.ts': 'start log', 'src/a.ts': 'wrong a' });
});

test('filesOf() refuses a variant that is not there', () => {
  expect(() => filesOf(lab(), 'wrong/other')).toThrow('Lab "x" has no variant "wrong/other"');
});

test('variantsOf() lists start, solution and the wrong fixes', () => {
  expect(variantsOf(lab())).toEqual(['start', 'solution', 'wrong/swallow']);
});

test('withEdits() lays the reader’s files over start', () => {
  expect(withEdits(lab(), { 'src/a.ts': 'mine' })['src/a.ts']).toBe('mine');
});

test('withEdits() refuses files that the lab does not hand out for editing', () => {
  for (const path of ['src/main.ts', 'src/new.ts', '../checks.ts']) {
    expect(() => withEdits(lab(), { [path]: '' })).toThrow(`Cannot use the edit of ${path}: lab "x" lets you edit src/a.ts`);
  }
});

test('assembleLab() refuses a file that belongs nowhere', () => {
  for (const path of ['notes.md', 'start', 'wrong/readme.md', 'solutions/src/a.ts']) {
    expect(() => assembleLab('x', manifest, base, { ...folder, [path]: '' })).toThrow(OverlayError);
  }
  expect(() => assembleLab('x', manifest, base, { ...folder, 'notes.md': '' })).toThrow(
    'Lab "x" holds notes.md: only lab.json, checks.ts, start/, solution/ and wrong/<name>/ belong in a lab\'s folder',
  );
});

test('assembleLab() refuses a solution that needs what a reader cannot edit', () => {
  expect(() => assembleLab('x', manifest, base, { ...folder, 'solution/src/log.ts': '' })).toThrow(
    'Lab "x": solution changes src/log.ts, which a reader cannot edit',
  );
});

test('assembleLab() refuses a wrong fix without an expectation and an expectation without a wrong fix', () => {
  expect(() => assembleLab('x', manifest, base, { ...folder, 'wrong/other/src/a.ts': '' })).toThrow('lab.json does not say which checks wrong/other fails');
  const { 'wrong/swallow/src/a.ts': _gone, ...without } = folder;
  expect(() => assembleLab('x', manifest, base, without)).toThrow('lab.json names wrong/swallow, which has no folder');
});

test('assembleLab() refuses an entry or an editable file that is nowhere', () => {
  expect(() => assembleLab('x', { ...manifest, entry: 'src/server.ts' }, base, folder)).toThrow('the entry src/server.ts is neither in its base nor in start/');
  expect(() => assembleLab('x', { ...manifest, editable: ['src/a.ts', 'src/b.ts'] }, base, folder)).toThrow(
    'the editable file src/b.ts is neither in its base nor in start/',
  );
});

test('assembleLab() refuses a solution that changes nothing', () => {
  const { 'solution/src/a.ts': _gone, ...without } = folder;
  expect(() => assembleLab('x', manifest, base, without)).toThrow('Lab "x": solution/ is empty');
});

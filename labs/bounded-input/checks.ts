import { defineChecks } from '@unhandled/lab';

const LIMIT_BYTES = 65_536;

const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});
const login = (username: string, password: string) => post('/login', JSON.stringify({ username, password }));

/** A manifest of exactly that many bytes. */
function manifest(bytes: number): string {
  const frame = JSON.stringify({ supplier: 'Wuyi', lines: [], note: '' });
  return JSON.stringify({ supplier: 'Wuyi', lines: [], note: 'x'.repeat(bytes - frame.length) });
}

const TOO_LARGE = { status: 413, json: { code: 'TOO_LARGE', message: 'A body may have 65,536 bytes' } };
const invalid = (fields: readonly string[]) => ({ status: 400, json: { code: 'VALIDATION', message: 'Some fields are not as they should be', fields } });

export const checks = defineChecks({
  settleMs: 1000,
  shapes: [
    {
      name: 'login with an address',
      role: 'good',
      request: login('bo@kettle.example', 'oolong-1650'),
      expect: { status: 200, json: { welcome: 'bo@kettle.example' } },
    },
    { name: 'login of alice', role: 'good', request: login('alice', 'jasmine-1862'), expect: { status: 200, json: { welcome: 'alice' } } },
    {
      name: 'manifest of 65,536 bytes',
      role: 'good',
      request: post('/import', manifest(LIMIT_BYTES)),
      expect: { status: 202, json: { supplier: 'Wuyi', lines: 0 } },
    },
    { name: 'manifest of 65,537 bytes', role: 'failing', request: post('/import', manifest(LIMIT_BYTES + 1)), expect: TOO_LARGE },
    {
      name: 'manifest of 262,144 bytes, length not announced',
      role: 'failing',
      request: post('/import', manifest(4 * LIMIT_BYTES), { 'transfer-encoding': 'chunked' }),
      expect: TOO_LARGE,
    },
    { name: 'password too short', role: 'failing', request: login('alice', 'tea'), expect: invalid(['password']) },
    { name: 'manifest without fields', role: 'failing', request: post('/import', '{}'), expect: invalid(['supplier', 'lines']) },
    {
      name: 'no JSON',
      role: 'failing',
      request: post('/login', 'username=alice'),
      expect: { status: 400, json: { code: 'BAD_JSON', message: 'The body is not JSON' } },
    },
    {
      name: 'wrong password',
      role: 'early-return',
      request: login('bo@kettle.example', 'oolong-1560'),
      expect: { status: 401, json: { code: 'BAD_LOGIN', message: 'Name or password is wrong' } },
    },
    { name: 'hung up in the middle of a manifest', role: 'abort', request: { ...post('/import', manifest(8192)), abort: { when: 'mid-upload' } } },
  ],
});

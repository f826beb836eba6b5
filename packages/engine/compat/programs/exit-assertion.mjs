import assert from 'node:assert';
assert.deepStrictEqual({ status: 200, body: { ok: true } }, { status: 404, body: { ok: true } });

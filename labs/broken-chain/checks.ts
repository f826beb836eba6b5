import { checkResult, defineChecks, type LabCheck, logRecords, type RequestShape } from '@unhandled/lab';

const INES = 's-ines-20c4';
const NIGHTLY = 'n-stock-77b1';

const ask = (method: 'GET' | 'POST', path: string, requestId: string, token: string, body?: unknown) => ({
  method,
  path,
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-request-id': requestId },
  ...(body !== undefined && { body: JSON.stringify(body) }),
});
const INTERNAL = { status: 500, json: { code: 'INTERNAL', message: 'Something went wrong on our side' } };
const ORDERS = [{ id: 'k-1', payment: { cents: 3700 } }, { id: 'k-2', payment: { cents: 1850 } }, { id: 'k-3' }];

const shapes: readonly RequestShape[] = [
  { name: 'orders', role: 'good', request: ask('GET', '/admin/orders', 'a-1', INES), expect: { status: 200, json: ORDERS } },
  { name: 'orders for the nightly job', role: 'good', request: ask('GET', '/admin/orders', 'a-2', NIGHTLY), expect: { status: 200, json: ORDERS } },
  {
    name: 'refund',
    role: 'good',
    request: ask('POST', '/admin/refunds', 'a-3', INES, { order: 'k-1' }),
    expect: { status: 201, json: { order: 'k-1', cents: 3700 } },
  },
  {
    name: 'recount by the nightly job',
    role: 'good',
    request: ask('POST', '/admin/recounts', 'a-4', NIGHTLY, { warehouse: 'harbour' }),
    expect: { status: 200, json: { warehouse: 'harbour', tins: 412 } },
  },
  {
    name: 'refund without a payment',
    role: 'failing',
    request: ask('POST', '/admin/refunds', 'a-5', INES, { order: 'k-3' }),
    expect: INTERNAL,
  },
  { name: 'session of somebody who left', role: 'failing', request: ask('GET', '/admin/orders', 'a-6', 's-odd-91fe'), expect: INTERNAL },
  {
    name: 'recount of a silent scanner',
    role: 'failing',
    request: ask('POST', '/admin/recounts', 'a-7', INES, { warehouse: 'cellar' }),
    expect: { status: 504, json: { code: 'SCANNER_LATE', message: 'The scanner of cellar has not answered in time' } },
  },
  {
    name: 'no session',
    role: 'early-return',
    request: ask('GET', '/admin/orders', 'a-8', 's-nobody'),
    expect: { status: 401, json: { code: 'NO_SESSION', message: 'Log in first' } },
  },
  {
    name: 'refund of no order',
    role: 'early-return',
    request: ask('POST', '/admin/refunds', 'a-9', INES, { order: 'k-9' }),
    expect: { status: 422, json: { code: 'NO_ORDER', message: 'There is no such order' } },
  },
  {
    name: 'hung up on a silent scanner',
    role: 'abort',
    request: { ...ask('POST', '/admin/recounts', 'a-10', INES, { warehouse: 'cellar' }), abort: { when: 'before-response' } },
  },
  {
    name: 'recount while the scanner talks HTML',
    role: 'failing',
    during: 'scanner talks HTML',
    request: ask('POST', '/admin/recounts', 'a-11', INES, { warehouse: 'harbour' }),
    expect: { status: 502, json: { code: 'SCANNER', message: 'The scanner of harbour answered something else' } },
  },
  {
    name: 'nightly refund while the disk is broken',
    role: 'failing',
    during: 'refunds disk broken',
    request: ask('POST', '/admin/refunds', 'a-12', NIGHTLY, { order: 'k-2' }),
    expect: INTERNAL,
  },
];

/** What the log owes: one line for each failure, with its request's id and a cause. */
const evidence: LabCheck = {
  id: 'evidence',
  run({ log, responses }) {
    const lines = logRecords(log).filter(({ level }) => level === 'error');
    for (const { name, request } of shapes.filter(({ role }) => role === 'failing')) {
      const requestId = request.headers?.['x-request-id'];
      const asked = responses.filter(({ shape }) => shape.name === name).length;
      const found = lines.filter((line) => line['requestId'] === requestId && typeof line['cause'] === 'string' && line['cause'] !== '').length;
      if (asked > 0 && found === asked) continue;
      const text = `${asked} requests "${name}" left ${found} error lines with the id ${requestId} and a cause; each owes exactly one.`;
      return checkResult('evidence', 'fail', 'own.text', { text }, { figure: { value: asked === 0 ? 0 : found / asked, unit: 'lines/failure', threshold: 1 } });
    }
    return checkResult('evidence', 'pass', 'own.text', { text: 'Every failure left one error line, with its request’s id and a cause.' });
  },
};

export const checks = defineChecks({ settleMs: 6_000, shapes, checks: [evidence] });

import { checkResult, defineChecks, type LabCheck, logRecords, type RequestShape } from '@unhandled/lab';

const order = (sku: string, quantity: number, requestId: string) => ({
  method: 'POST',
  path: '/orders',
  headers: { 'content-type': 'application/json', 'x-request-id': requestId },
  body: JSON.stringify({ sku, quantity }),
});
const sold = (quantity: number, totalCents: number, packedAt: string) => ({ status: 201, json: { sku: 'oolong-100', quantity, totalCents, packedAt } });
const unknown = (sku: string) => ({
  status: 503,
  json: { code: 'UPSTREAM', message: `Nobody can say at the moment what ${sku} costs`, retryable: true },
});

const shapes: readonly RequestShape[] = [
  { name: 'small order', role: 'good', request: order('oolong-100', 1, 'o-1'), expect: sold(1, 1850, 'letters') },
  { name: 'order', role: 'good', request: order('oolong-100', 2, 'o-2'), expect: sold(2, 3700, 'parcels') },
  { name: 'large order', role: 'good', request: order('oolong-100', 40, 'o-3'), expect: sold(40, 74_000, 'pallets') },
  { name: 'tea of a service that is down', role: 'failing', request: order('puerh-357', 1, 'o-4'), expect: unknown('puerh-357') },
  { name: 'tea of a service that hangs up', role: 'failing', request: order('sencha-50', 3, 'o-5'), expect: unknown('sencha-50') },
  { name: 'tea of a service that renamed its price', role: 'failing', request: order('jasmine-250', 2, 'o-6'), expect: unknown('jasmine-250') },
  // Listed after those that fail, so that already the warm-up has given it something to report.
  {
    name: 'report of what was sold for nothing',
    role: 'good',
    request: { method: 'GET', path: '/reports/unpriced' },
    expect: { status: 200, json: { unpriced: 0 } },
  },
  {
    name: 'more than there is',
    role: 'early-return',
    request: order('oolong-100', 41, 'o-7'),
    expect: { status: 409, json: { code: 'SOLD_OUT', message: 'There are 40 of oolong-100' } },
  },
  {
    name: 'no such tea',
    role: 'early-return',
    request: order('matcha-30', 1, 'o-8'),
    expect: { status: 404, json: { code: 'NO_TEA', message: 'There is no tea matcha-30' } },
  },
  { name: 'hung up on a service that is down', role: 'abort', request: { ...order('puerh-357', 1, 'o-9'), abort: { when: 'before-response' } } },
  { name: 'hung up on an order', role: 'abort', request: { ...order('oolong-100', 2, 'o-10'), abort: { when: 'before-response' } } },
  {
    name: 'order while the last stock service is down',
    role: 'failing',
    during: 'harbour down',
    request: order('oolong-100', 2, 'o-11'),
    expect: unknown('oolong-100'),
  },
  {
    name: 'order while the audit file cannot be written',
    role: 'good',
    during: 'audit disk broken',
    request: order('oolong-100', 1, 'o-12'),
    expect: sold(1, 1850, 'letters'),
  },
];

/** What the log owes: one line for a failure, with what began it, however many functions saw it go by. */
const evidence: LabCheck = {
  id: 'evidence',
  run({ log, responses }) {
    const lines = logRecords(log).filter(({ level }) => level === 'error');
    const failures = shapes.filter(({ role, during }) => role === 'failing' || during === 'audit disk broken');
    for (const { name, request } of failures) {
      const requestId = request.headers?.['x-request-id'];
      const asked = responses.filter(({ shape }) => shape.name === name).length;
      const found = lines.filter((line) => line['requestId'] === requestId);
      const withCause = found.filter(({ cause }) => typeof cause === 'string' && cause !== '').length;
      if (asked === 0 || found.length !== asked || withCause !== asked) {
        const text = `${asked} requests "${name}" left ${found.length} error lines with the id ${requestId}, ${withCause} of them with a cause; each owes exactly one.`;
        const figure = { value: asked === 0 ? 0 : found.length / asked, unit: 'lines/failure', threshold: 1 };
        return checkResult('evidence', 'fail', 'own.text', { text }, { figure });
      }
    }
    return checkResult('evidence', 'pass', 'own.text', { text: 'Every failure left one error line, with its request’s id and a cause.' });
  },
};

export const checks = defineChecks({ settleMs: 6_000, shapes, checks: [evidence] });

import { checkResult, defineChecks, type LabCheck, logRecords, type RequestShape } from '@unhandled/lab';

const csvHead = 'order,sku,cents\n';
const TEAS = [
  ['oolong-100', 1850],
  ['puerh-357', 4200],
  ['sencha-50', 990],
  ['jasmine-250', 2460],
] as const;

/** The rows that data/exports holds, as the service writes them. */
function csv(firstOrder: number, rows: number): string {
  let text = csvHead;
  for (let i = 0; i < rows; i++) {
    const [sku, cents] = TEAS[(i % 3 === 0 ? i + 1 : i * 7) % 4] ?? TEAS[0];
    text += `${firstOrder + i},${sku},${cents}\n`;
  }
  return text;
}

const get = (path: string, requestId: string) => ({ method: 'GET', path, headers: { 'x-request-id': requestId, 'x-shop': 'harbour' } });
const report = (month: string, shop: string, requestId: string) => ({
  method: 'POST',
  path: `/reports/${month}`,
  headers: { 'x-request-id': requestId, 'x-shop': shop },
});
const onItsWay = (month: string) => ({ status: 202, json: { month, state: 'on its way' } });

const shapes: readonly RequestShape[] = [
  {
    name: 'export of October',
    role: 'good',
    request: get('/exports/2026-10', 'x-1'),
    expect: { status: 200, text: csv(1001, 45), headers: { 'content-type': 'text/csv' } },
  },
  {
    name: 'open orders of the harbour',
    role: 'good',
    request: get('/open-orders/harbour', 'x-2'),
    expect: {
      status: 200,
      json: [
        { order: 2001, items: 3 },
        { order: 2002, items: 1 },
        { order: 2003, items: 8 },
      ],
    },
  },
  // The 28th row is half a row: by then two pages are on their way.
  { name: 'export with a broken row', role: 'failing', request: get('/exports/2026-09', 'x-3'), expect: { status: 200, cut: true, text: csv(901, 20) } },
  // Order 2006 has no file.
  {
    name: 'open orders of the cellar',
    role: 'failing',
    request: get('/open-orders/cellar', 'x-4'),
    expect: { status: 200, cut: true, text: '[{"order":2004,"items":2},{"order":2005,"items":5}' },
  },
  { name: 'report for the harbour', role: 'early-return', request: report('2026-10', 'harbour', 'x-5'), expect: onItsWay('2026-10') },
  { name: 'report for the cellar', role: 'early-return', request: report('2026-09', 'cellar', 'x-6'), expect: onItsWay('2026-09') },
  {
    name: 'no such export',
    role: 'early-return',
    request: get('/exports/2019-01', 'x-7'),
    expect: { status: 404, json: { code: 'NO_EXPORT', message: 'There is no export of 2019-01' } },
  },
  { name: 'export given up half-way', role: 'abort', request: { ...get('/exports/2026-10', 'x-8'), abort: { when: 'mid-response', afterBytes: 100 } } },
  { name: 'export given up at once', role: 'abort', request: { ...get('/exports/2026-10', 'x-9'), abort: { when: 'before-response' } } },
];

/** A report leaves when its request is long over; it has to be that request's all the same. */
const ownReport: LabCheck = {
  id: 'own-report',
  run({ log, responses }) {
    const sent = logRecords(log).filter(({ message }) => message === 'report sent');
    for (const { name, request } of shapes) {
      const month = /^\/reports\/(.*)$/.exec(request.path)?.[1];
      if (month === undefined) continue;
      const asked = responses.filter(({ shape }) => shape.name === name).length;
      const { 'x-shop': shop, 'x-request-id': requestId } = request.headers ?? {};
      const right = sent.filter((each) => each['month'] === month && each['shop'] === shop && each['requestId'] === requestId).length;
      if (asked === 0 || right !== asked) {
        const text = `${asked} times the ${shop} asked for its report of ${month}; ${right} of them left for the ${shop} with its request’s id ${requestId}.`;
        return checkResult('own-report', 'fail', 'own.text', { text }, { figure: { value: asked - right, unit: 'reports', threshold: 0 } });
      }
    }
    return checkResult('own-report', 'pass', 'own.text', { text: 'Every report left for the shop that had asked for it, with its own request’s id.' });
  },
};

/** A late error has no other way to be heard of than the log. */
const evidence: LabCheck = {
  id: 'evidence',
  run({ log, responses }) {
    const lines = logRecords(log).filter(({ level, cause }) => level === 'error' && typeof cause === 'string' && cause !== '');
    for (const { name, role, request } of shapes) {
      if (role !== 'failing' && role !== 'abort') continue;
      const requestId = request.headers?.['x-request-id'];
      const asked = responses.filter(({ shape }) => shape.name === name).length;
      const owed = role === 'failing' ? asked : 0;
      const found = lines.filter((line) => line['requestId'] === requestId).length;
      if (asked === 0 || found !== owed) {
        const text = `${asked} requests "${name}" left ${found} error lines with the id ${requestId} and a cause; ${owed} are owed.`;
        return checkResult(
          'evidence',
          'fail',
          'own.text',
          { text },
          { figure: { value: asked === 0 ? 0 : found / asked, unit: 'lines/request', threshold: owed / (asked || 1) } },
        );
      }
    }
    return checkResult('evidence', 'pass', 'own.text', { text: 'Every late error left one line with its cause; a client that hung up left none.' });
  },
};

export const checks = defineChecks({ settleMs: 1_000, shapes, checks: [ownReport, evidence] });

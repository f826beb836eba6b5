import { checkResult, defineChecks, type LabCheck, logRecords, type RequestShape } from '@unhandled/lab';

const pack = (order: string, requestId: string) => ({
  method: 'POST',
  path: '/packing',
  headers: { 'content-type': 'application/json', 'x-request-id': requestId },
  body: JSON.stringify({ order }),
});
const INTERNAL = { status: 500, json: { code: 'INTERNAL', message: 'Something went wrong on our side' } };
const tooHeavy = (order: string, grams: number) => ({ status: 422, json: { code: 'TOO_HEAVY', message: `Order ${order} weighs ${grams} g` } });

/** The slip that cannot be deleted while its fault is on; all others must be gone. */
const STUCK = '1006.slip';

const shapes: readonly RequestShape[] = [
  { name: 'two teas', role: 'good', request: pack('1001', 'k-1'), expect: { status: 201, json: { order: '1001', lines: 2, grams: 620 } } },
  { name: 'twelve tins', role: 'good', request: pack('1002', 'k-2'), expect: { status: 201, json: { order: '1002', lines: 1, grams: 4400 } } },
  {
    name: 'line without a tea',
    role: 'failing',
    request: pack('1003', 'k-3'),
    expect: { status: 422, json: { code: 'BAD_ORDER', message: 'Order 1003 has a line without a tea' } },
  },
  { name: 'too heavy', role: 'failing', request: pack('1004', 'k-4'), expect: tooHeavy('1004', 21_500) },
  {
    name: 'collected in the shop',
    role: 'early-return',
    request: pack('1005', 'k-5'),
    expect: { status: 200, json: { code: 'COLLECTED', message: 'Order 1005 is collected in the shop' } },
  },
  { name: 'hung up on a heavy order', role: 'abort', request: { ...pack('1004', 'k-6'), abort: { when: 'before-response' } } },
  {
    name: 'too heavy, and its slip cannot be deleted',
    role: 'failing',
    during: 'slip of 1006 stuck',
    request: pack('1006', 'k-7'),
    expect: tooHeavy('1006', 25_100),
  },
  { name: 'slips that lie about', role: 'good', during: 'slip of 1006 stuck', request: { method: 'GET', path: '/drafts' }, expect: { status: 200 } },
  { name: 'packed, and its slip cannot be deleted', role: 'failing', during: 'slip of 1007 stuck', request: pack('1007', 'k-8'), expect: INTERNAL },
  { name: 'scale that cannot be read', role: 'failing', during: 'scale broken', request: pack('1001', 'k-9'), expect: INTERNAL },
];

/** What each failure's line must tell. Where two things went wrong, both. */
const OWED: Readonly<Record<string, readonly string[]>> = {
  'line without a tea': ['without a tea'],
  'too heavy': ['21500 g'],
  'too heavy, and its slip cannot be deleted': ['25100 g', 'EBUSY'],
  'packed, and its slip cannot be deleted': ['EBUSY'],
  'scale that cannot be read': ['EIO'],
};

const evidence: LabCheck = {
  id: 'evidence',
  run({ log, responses }) {
    const lines = logRecords(log).filter(({ level }) => level === 'error');
    for (const { name, request } of shapes.filter(({ role }) => role === 'failing')) {
      const requestId = request.headers?.['x-request-id'];
      const owed = OWED[name] ?? [];
      const asked = responses.filter(({ shape }) => shape.name === name).length;
      const found = lines.filter((line) => line['requestId'] === requestId && owed.every((part) => String(line['cause']).includes(part))).length;
      if (asked > 0 && found === asked) continue;
      const text = `${asked} requests "${name}" left ${found} error lines with the id ${requestId} and ${owed.join(' and ')} in the cause; each owes exactly one.`;
      return checkResult('evidence', 'fail', 'own.text', { text }, { figure: { value: asked === 0 ? 0 : found / asked, unit: 'lines/failure', threshold: 1 } });
    }
    return checkResult('evidence', 'pass', 'own.text', { text: 'Every failure left one error line with all that went wrong.' });
  },
};

/** Reads the folder through the service, at a time when nobody packs. */
const drafts: LabCheck = {
  id: 'drafts',
  run({ responses }) {
    const answers = responses.flatMap(({ shape, response }) =>
      shape.name === 'slips that lie about' && response.kind === 'response' && response.status === 200 ? [response.body] : [],
    );
    const left = new Set(answers.flatMap((body) => (JSON.parse(body) as { drafts: string[] }).drafts).filter((name) => name !== STUCK));
    if (answers.length > 0 && left.size === 0) return checkResult('drafts', 'pass', 'own.text', { text: 'No slip lay about when nobody packed.' });
    const text =
      answers.length === 0
        ? '0 of the requests that list the slips were answered.'
        : `${left.size} slips lay about when nobody packed: ${[...left].sort().join(', ')}.`;
    return checkResult('drafts', 'fail', 'own.text', { text }, { figure: { value: left.size, unit: 'slips', threshold: 0 } });
  },
};

export const checks = defineChecks({ settleMs: 6_000, shapes, checks: [evidence, drafts] });

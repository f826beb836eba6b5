import { checkResult, defineChecks, type LabCheck, logRecords, type RequestShape } from '@unhandled/lab';

const INTERNAL = { status: 500, json: { code: 'INTERNAL', message: 'Something went wrong on our side' } };

const page = (parcel: string, requestId: string) => ({ method: 'GET', path: `/parcels/${parcel}`, headers: { 'x-request-id': requestId } });
const event = (type: string, parcel: string, requestId: string) => ({
  method: 'POST',
  path: '/webhooks/courier',
  headers: { 'content-type': 'application/json', 'x-request-id': requestId },
  body: JSON.stringify({ type, parcel }),
});

const shapes: readonly RequestShape[] = [
  {
    name: 'parcel has arrived',
    role: 'good',
    request: event('delivered', 'KT-1001', 'w-1'),
    expect: { status: 202, json: { order: '1001', notice: 'Parcel KT-1001 has arrived' } },
  },
  {
    name: 'parcel page',
    role: 'good',
    request: page('KT-1002', 'p-1'),
    expect: { status: 200, json: { parcel: 'KT-1002', order: '1002', courier: 'harbour' } },
  },
  {
    name: 'unknown parcel',
    role: 'good',
    request: event('returned', 'KT-9999', 'w-2'),
    expect: { status: 404, json: { code: 'NO_PARCEL', message: 'There is no parcel KT-9999' } },
  },
  { name: 'event for a damaged record', role: 'failing', request: event('delivered', 'KT-1003', 'w-3'), expect: INTERNAL },
  { name: 'page of a damaged record', role: 'failing', request: page('KT-1003', 'p-2'), expect: INTERNAL },
  { name: 'ping', role: 'early-return', request: event('ping', '', 'w-4'), expect: { status: 200, json: { code: 'PONG' } } },
  { name: 'event of a type that nobody knows', role: 'early-return', request: event('lost', 'KT-1001', 'w-5'), expect: INTERNAL },
  { name: 'hung up on a damaged record', role: 'abort', request: { ...event('delivered', 'KT-1003', 'w-6'), abort: { when: 'before-response' } } },
];

/** A failure that nobody can look up did not get better by being answered. */
const evidence: LabCheck = {
  id: 'evidence',
  run({ log, responses }) {
    const lines = logRecords(log).filter((line) => line['level'] === 'error' && typeof line['cause'] === 'string' && line['cause'] !== '');
    const failures = shapes.filter(({ expect }) => expect?.status === 500);
    for (const shape of failures) {
      const requestId = shape.request.headers?.['x-request-id'];
      const asked = responses.filter((each) => each.shape.name === shape.name).length;
      const found = lines.filter((line) => line['requestId'] === requestId).length;
      if (found !== asked) {
        const text = `${asked} requests "${shape.name}" left ${found} error lines with a cause and the request's id ${requestId}; each must leave one.`;
        return checkResult('evidence', 'fail', 'own.text', { text }, { figure: { value: found / asked, unit: 'lines/failure', threshold: 1 } });
      }
    }
    return checkResult('evidence', 'pass', 'own.text', { text: 'Every failure left one error line, with its request’s id and a cause.' });
  },
};

export const checks = defineChecks({ settleMs: 1000, shapes, checks: [evidence] });

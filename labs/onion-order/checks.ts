import { checkResult, defineChecks, type LabCheck, logRecords, type RequestShape } from '@unhandled/lab';

const SHOP = 'https://kettle.example';
/** What no log may hold. The mistyped one matters as much: it is one letter away from the real one. */
const SECRETS = ['jasmine-1862', 'jasmine-1826', 's-alice-5c1e', 's-chen-91aa'];

const READABLE = { 'access-control-allow-origin': SHOP };
const INTERNAL = { status: 500, json: { code: 'INTERNAL', message: 'Something went wrong on our side' }, headers: READABLE };

const post = (path: string, requestId: string, body: unknown, session?: string) => ({
  method: 'POST',
  path,
  headers: {
    origin: SHOP,
    'content-type': 'application/json',
    'x-request-id': requestId,
    ...(session !== undefined && { authorization: `Bearer ${session}` }),
  },
  body: JSON.stringify(body),
});
const order = (requestId: string, sku: string, session?: string) => post('/orders', requestId, { sku, quantity: 2 }, session);

const shapes: readonly RequestShape[] = [
  {
    name: 'order',
    role: 'good',
    request: order('o-1', 'sencha-100', 's-alice-5c1e'),
    expect: { status: 201, json: { sku: 'sencha-100', totalCents: 1780 }, headers: READABLE },
  },
  {
    name: 'preflight of an order',
    role: 'good',
    request: {
      method: 'OPTIONS',
      path: '/orders',
      headers: {
        origin: SHOP,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
        'x-request-id': 'o-2',
      },
    },
    expect: { status: 204, text: '', headers: { ...READABLE, 'access-control-allow-headers': 'authorization, content-type' } },
  },
  {
    name: 'login',
    role: 'good',
    request: post('/login', 'l-1', { user: 'alice', password: 'jasmine-1862' }),
    expect: { status: 200, json: { session: 's-alice-5c1e' }, headers: READABLE },
  },
  { name: 'order of a tea no longer sold', role: 'failing', request: order('o-3', 'matcha-30', 's-alice-5c1e'), expect: INTERNAL },
  { name: 'session of a closed account', role: 'failing', request: order('o-4', 'sencha-100', 's-chen-91aa'), expect: INTERNAL },
  {
    name: 'order without a session',
    role: 'early-return',
    request: order('o-5', 'sencha-100'),
    expect: { status: 401, json: { code: 'NO_SESSION', message: 'Log in first' }, headers: READABLE },
  },
  {
    name: 'wrong password',
    role: 'early-return',
    request: post('/login', 'l-2', { user: 'alice', password: 'jasmine-1826' }),
    expect: { status: 401, json: { code: 'BAD_LOGIN', message: 'Name or password is wrong' }, headers: READABLE },
  },
  {
    name: 'hung up on an order',
    role: 'abort',
    request: { ...order('o-6', 'pu-erh-250', 's-bo-77d0'), abort: { when: 'before-response' } },
  },
];

/** What the log says about requests is what people believe about the service. */
const accessLog: LabCheck = {
  id: 'access-log',
  run({ log, responses }) {
    const lines = logRecords(log).filter(({ message }) => message === 'request');
    for (const { name, request } of shapes) {
      const id = request.headers?.['x-request-id'];
      const answers = responses.filter(({ shape }) => shape.name === name).map(({ response }) => response);
      const asked = answers.length;
      const sent = new Set<unknown>(answers.map((each) => (each.kind === 'response' ? each.status : undefined)));
      const own = lines.filter(({ requestId }) => requestId === id);
      // Nobody knows which status a client that hung up would have got.
      const right = own.filter(({ status }) => sent.has(undefined) || sent.has(status)).length;
      if (own.length === asked && right === asked) continue;
      const text = `${asked} requests "${name}" left ${own.length} access lines, ${right} of them with the status that was sent; each must leave one.`;
      return checkResult('access-log', 'fail', 'own.text', { text }, { figure: { value: right / asked, unit: 'lines/request', threshold: 1 } });
    }
    return checkResult('access-log', 'pass', 'own.text', { text: 'Every request left one access line, with the status that was sent.' });
  },
};

const noSecrets: LabCheck = {
  id: 'no-secrets',
  run({ log }) {
    const lines = log.split('\n').filter((line) => SECRETS.some((secret) => line.includes(secret)));
    const figure = { value: lines.length, unit: 'lines', threshold: 0 };
    if (lines.length === 0) return checkResult('no-secrets', 'pass', 'own.text', { text: 'No password and no session is in the log.' }, { figure });
    return checkResult('no-secrets', 'fail', 'own.text', { text: `${lines.length} lines of the log hold a password or a session.` }, { figure });
  },
};

export const checks = defineChecks({ settleMs: 1000, shapes, checks: [accessLog, noSecrets] });

import { checkResult, defineChecks, type LabEvidence } from '@unhandled/lab';

const POOL_SIZE = 10;

const post = (path: string, body: unknown) => ({ method: 'POST', path, body: JSON.stringify(body) });
const count = (shelf: string, value: number) => ({ method: 'PUT', path: `/shelves/${shelf}`, body: JSON.stringify({ count: value }) });
const receipt = (order: string) => ({ method: 'GET', path: `/orders/${order}/receipt` });

const oolong = { sku: 'oolong-100', quantity: 2 };
const soldOut = { sku: 'puerh-357', quantity: 1 };

export const checks = defineChecks({
  // Past the pool's idle timeout: a connection that was given back is closed by then, one on loan is not.
  settleMs: 12_000,
  // A transaction that is left open holds up others or not, as they come, and as the database locks.
  mixedClients: 1,
  shapes: [
    // First, so that the warm-up's checkouts come next on the same connection: what a failure left in it, they commit, and the audit counts.
    {
      name: 'sold out',
      role: 'failing',
      request: post('/checkout', soldOut),
      expect: { status: 409, json: { code: 'SOLD_OUT', message: 'puerh-357 is sold out' } },
    },
    { name: 'checkout', role: 'good', request: post('/checkout', oolong), expect: { status: 200, json: { ...oolong, totalCents: 3700 } } },
    {
      name: 'checkout with a coupon',
      role: 'good',
      request: post('/checkout', { ...oolong, coupon: 'STEAM10' }),
      expect: { status: 200, json: { ...oolong, totalCents: 3330 } },
    },
    { name: 'audit', role: 'good', request: { method: 'GET', path: '/audit' }, expect: { status: 200, json: { ordersOfSoldOut: 0 } } },
    { name: 'count shelf A1', role: 'good', request: count('A1', 41), expect: { status: 200, json: { shelf: 'A1', count: 41 } } },
    { name: 'count shelf A1 again', role: 'good', request: count('A1', 42), expect: { status: 200, json: { shelf: 'A1', count: 42 } } },
    { name: 'receipt', role: 'good', request: receipt('1001'), expect: { status: 200, json: { order: '1001', totalCents: 4860, items: 2 } } },
    {
      name: 'receipt that does not add up',
      role: 'failing',
      request: receipt('1003'),
      expect: { status: 422, json: { code: 'BAD_RECEIPT', message: 'The receipt of order 1003 does not add up' } },
    },
    {
      name: 'unknown coupon',
      role: 'failing',
      request: post('/checkout', { ...oolong, coupon: 'TEA4EVER' }),
      expect: { status: 422, json: { code: 'UNKNOWN_COUPON', message: 'There is no coupon TEA4EVER' } },
    },
    {
      name: 'no count',
      role: 'failing',
      request: count('A2', -3),
      expect: { status: 422, json: { code: 'BAD_COUNT', message: '-3 is no count' } },
    },
    {
      name: 'preorder',
      role: 'early-return',
      request: post('/checkout', { sku: 'spring-longjing', quantity: 1 }),
      expect: { status: 202, json: { code: 'PREORDER', message: 'We write to you when spring-longjing arrives' } },
    },
    { name: 'shelf as it was', role: 'early-return', request: count('B7', 0), expect: { status: 200, json: { shelf: 'B7', count: 0 } } },
    {
      name: 'not paid yet',
      role: 'early-return',
      request: receipt('1005'),
      expect: { status: 202, json: { code: 'PENDING', message: 'Order 1005 is not paid yet' } },
    },
    { name: 'hung up on a checkout', role: 'abort', request: { ...post('/checkout', soldOut), abort: { when: 'before-response' } } },
    { name: 'hung up on a count', role: 'abort', request: { ...count('A2', -3), abort: { when: 'before-response' } } },
    { name: 'hung up on a receipt', role: 'abort', request: { ...receipt('1003'), abort: { when: 'before-response' } } },
    {
      name: 'checkout without a database',
      role: 'failing',
      during: 'database down',
      request: post('/checkout', oolong),
      expect: { status: 503, json: { code: 'DATABASE_DOWN', message: 'The database cannot be reached' } },
    },
  ],
  checks: [
    { id: 'sessions', run: sessionsCheck },
    { id: 'pool-size', run: poolSizeCheck },
  ],
});

/** What Postgres itself says, when it is quiet: no transaction is open, and no session is there that nobody says to hold. */
function sessionsCheck({ batches }: LabEvidence) {
  for (const { name, after } of batches) {
    const { sessions = 0, inTransaction = 0 } = after.services?.postgres ?? {};
    const onLoan = after.handles.filter(({ kind }) => kind === 'lease').length;
    if (inTransaction > 0)
      return checkResult('sessions', 'fail', 'own.text', {
        text: `After the ${name} batch Postgres still has a transaction open: the next to get that connection works inside it.`,
      });
    if (sessions !== onLoan)
      return checkResult('sessions', 'fail', 'own.text', {
        text: `After the ${name} batch Postgres counts ${sessions} sessions and the service says that ${onLoan} connections are on loan.`,
      });
  }
  if (batches.length === 0) return checkResult('sessions', 'fail', 'own.text', { text: 'The server did not live long enough to be asked.' });
  return checkResult('sessions', 'pass', 'own.text', { text: 'Postgres has no session and no transaction open when it is quiet.' });
}

function poolSizeCheck({ files }: LabEvidence) {
  let max: unknown;
  try {
    max = (JSON.parse(files['deploy/database.json'] ?? '') as { max?: unknown }).max;
  } catch {
    max = undefined;
  }
  if (max === POOL_SIZE) return checkResult('pool-size', 'pass', 'own.text', { text: `The pool has ${POOL_SIZE} connections, as before.` });
  return checkResult('pool-size', 'fail', 'own.text', {
    text: `The pool had ${POOL_SIZE} connections and is now said to have ${String(max)}: the cliff moves, the slope stays.`,
  });
}

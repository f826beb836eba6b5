import { checkResult, defineChecks, type LabCheck, type RequestShape } from '@unhandled/lab';

const KEPT = 50;

const post = (body: string, requestId: string) => ({
  method: 'POST',
  path: '/suppliers/wuyi/manifest',
  headers: { 'content-type': 'application/json', 'x-request-id': requestId },
  body,
});

const SOUND = '{\n  "supplier": "wuyi",\n  "lines": [\n    { "sku": "oolong-50", "quantity": 40 }\n  ]\n}';
const COMMA = SOUND.replace('40 }', '40 },');
const UNKNOWN = SOUND.replace('oolong-50', 'matcha-30');
/** A large one: whoever keeps its request keeps this. */
const LONG = COMMA.replace('"wuyi"', `"wuyi${' '.repeat(8192)}"`);

const shapes: readonly RequestShape[] = [
  { name: 'sound manifest', role: 'good', request: post(SOUND, 'm-1'), expect: { status: 202, json: { supplier: 'wuyi', lines: 1 } } },
  { name: 'page of recent errors', role: 'good', request: { method: 'GET', path: '/admin/errors' }, expect: { status: 200 } },
  {
    name: 'trailing comma',
    role: 'failing',
    request: post(COMMA, 'm-2'),
    expect: { status: 422, json: { code: 'E_TRAILING_COMMA', message: 'comma before a closing bracket in line 4' } },
  },
  {
    name: 'unknown tea',
    role: 'failing',
    request: post(UNKNOWN, 'm-3'),
    expect: { status: 422, json: { code: 'E_UNKNOWN_SKU', message: 'nobody knows the tea matcha-30' } },
  },
  {
    name: 'empty request',
    role: 'early-return',
    request: post('', 'm-4'),
    expect: { status: 400, json: { code: 'EMPTY', message: 'There is no manifest in this request' } },
  },
  { name: 'hung up on a long manifest', role: 'abort', request: { ...post(LONG, 'm-5'), abort: { when: 'before-response' } } },
];

/** What the page must say of each request that fails. */
const RECORDS: Readonly<Record<string, { readonly code: string; readonly cause: string }>> = {
  'm-2': { code: 'E_TRAILING_COMMA', cause: 'comma before a closing bracket in line 4' },
  'm-3': { code: 'E_UNKNOWN_SKU', cause: 'nobody knows the tea matcha-30' },
  'm-5': { code: 'E_TRAILING_COMMA', cause: 'comma before a closing bracket in line 4' },
};

const recentErrors: LabCheck = {
  id: 'recent-errors',
  run({ responses }) {
    const fail = (text: string) => checkResult('recent-errors', 'fail', 'own.text', { text });
    const bodies = responses.flatMap(({ shape, response }) => (shape.name === 'page of recent errors' && response.kind === 'response' ? [response.body] : []));
    const pages = bodies.map(readPage);
    for (const page of pages) {
      if (page === undefined) return fail('The page of recent errors is no JSON array.');
      if (page.length > KEPT) return fail(`The page lists ${page.length} errors; it promises the newest ${KEPT}.`);
      for (const { requestId, code, causes } of page) {
        const owed = RECORDS[String(requestId)];
        if (owed === undefined) return fail(`The page lists an error of the request "${String(requestId)}", which never failed.`);
        const root = Array.isArray(causes) ? causes.at(-1) : undefined;
        if (code !== owed.code || root !== owed.cause)
          return fail(`Of request ${String(requestId)} the page says ${String(code)}, "${String(root)}"; it began with ${owed.code}, "${owed.cause}".`);
        if (Array.isArray(causes) && causes.length < 3)
          return fail(`Of request ${String(requestId)} the page knows ${causes.length} causes; it was wrapped twice, so there are 3.`);
      }
    }
    const longest = Math.max(0, ...pages.map((page) => page?.length ?? 0));
    if (longest < KEPT) return fail(`The page never lists more than ${longest} errors; it promises the newest ${KEPT}.`);
    return checkResult('recent-errors', 'pass', 'own.text', { text: `The page lists the newest ${KEPT} errors, each down to its root.` });
  },
};

function readPage(body: string): Readonly<Record<string, unknown>>[] | undefined {
  try {
    const page: unknown = JSON.parse(body);
    return Array.isArray(page) ? page : undefined;
  } catch {
    return undefined;
  }
}

export const checks = defineChecks({ settleMs: 1000, shapes, checks: [recentErrors] });

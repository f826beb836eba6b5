import { defineChecks } from '@unhandled/lab';

const receipt = (order: string) => ({ method: 'GET', path: `/orders/${order}/receipt` });

export const checks = defineChecks({
  settleMs: 1000,
  shapes: [
    { name: 'paid order', role: 'good', request: receipt('1001'), expect: { status: 200, json: { order: '1001', totalCents: 4860, items: 2 } } },
    {
      name: 'unknown order',
      role: 'good',
      request: receipt('9999'),
      expect: { status: 404, json: { code: 'NO_RECEIPT', message: 'Order 9999 has no receipt' } },
    },
    {
      name: 'trailing comma',
      role: 'failing',
      request: receipt('1003'),
      expect: { status: 422, json: { code: 'BAD_RECEIPT', message: 'The receipt of order 1003 cannot be read' } },
    },
    {
      name: 'cut off',
      role: 'failing',
      request: receipt('1004'),
      expect: { status: 422, json: { code: 'BAD_RECEIPT', message: 'The receipt of order 1004 cannot be read' } },
    },
    {
      name: 'not paid yet',
      role: 'early-return',
      request: receipt('1005'),
      expect: { status: 202, json: { code: 'PENDING', message: 'Order 1005 is not paid yet' } },
    },
    { name: 'hung up on a bad receipt', role: 'abort', request: { ...receipt('1003'), abort: { when: 'before-response' } } },
  ],
});

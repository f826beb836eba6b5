import { defineChecks } from '@unhandled/lab';

const preview = (name: string) => ({ method: 'GET', path: `/previews/${name}` });

export const checks = defineChecks({
  settleMs: 1000,
  shapes: [
    { name: 'spring', role: 'good', request: preview('spring'), expect: { status: 200, json: { text: 'Dear Ms Example,\nthe first flush is here.\n' } } },
    {
      name: 'no such template',
      role: 'good',
      request: preview('winter'),
      expect: { status: 404, json: { code: 'NO_TEMPLATE', message: 'There is no template winter' } },
    },
    {
      name: 'summer, with a typing error',
      role: 'failing',
      request: preview('summer'),
      expect: { status: 422, json: { code: 'BAD_TEMPLATE', message: 'No subscriber has the field nmae' } },
    },
    { name: 'autumn, still empty', role: 'early-return', request: preview('autumn'), expect: { status: 204 } },
  ],
});

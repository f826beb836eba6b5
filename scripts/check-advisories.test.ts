import { expect, test } from 'vitest';
import { readAudit } from './check-advisories.mjs';

const report = (...severities: string[]) =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      severities.map((severity, index) => [`p${index}`, { name: `p${index}`, severity, range: '<2', via: [{ title: 'It leaks' }, 'q'] }]),
    ),
  });

test('high and critical advisories are named, lower ones are not', () => {
  expect(readAudit(report('low', 'high', 'moderate', 'critical'))).toEqual({ grave: ['p1 <2: high, It leaks; by q', 'p3 <2: critical, It leaks; by q'] });
  expect(readAudit(report())).toEqual({ grave: [] });
});

test.each(['', '{"message":"405 Method Not Allowed","error":{}}', '{}'])('an answer without a list is unknown, never clean: %s', (text) => {
  expect(readAudit(text)).toHaveProperty('unknown');
});
